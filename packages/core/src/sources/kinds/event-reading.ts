import type { AutomationEvent, Named } from '../../events/automation-event.ts';
import { foldKeyOf } from './fold-key.ts';

/** What a reader found in a payload, cleaned; what it leaves out is not known. */
export type EventReading = Partial<
  Omit<AutomationEvent, 'type' | 'occurredAt' | 'senderEventId' | 'foldKey'>
> & {
  /** What makes two events the same happening, beyond the type; absent or null: it never folds. */
  readonly sameWhen?: readonly (string | null)[] | null;
};

/** What is known of every event whatever it is about. */
export type EventBase = Pick<AutomationEvent, 'type' | 'severity' | 'occurredAt' | 'senderEventId'> &
  Partial<Pick<AutomationEvent, 'tenant' | 'folder'>>;

/** Makes an event of what is known in any case and of what a reader found. */
export function completeEvent(base: EventBase, reading: EventReading): AutomationEvent {
  const { sameWhen = null, ...found } = reading;
  return {
    tenant: null,
    folder: null,
    process: null,
    robot: null,
    queue: null,
    machine: null,
    subject: null,
    facts: [],
    detail: null,
    link: null,
    addressee: null,
    data: {},
    ...base,
    ...found,
    foldKey: sameWhen === null ? null : foldKeyOf([base.type, base.tenant?.id ?? null, ...sameWhen]),
  };
}

/** A thing by id and name; null when neither is known. */
export function namedThing(id: string | null, name: string | null): Named | null {
  return id === null && name === null ? null : { id, name };
}
