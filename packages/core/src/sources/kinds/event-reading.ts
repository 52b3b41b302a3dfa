import type { AutomationEvent, Named, TroubleNews } from '../../events/automation-event.ts';
import { foldKeyOf } from './fold-key.ts';

/** What a reader found in a payload, cleaned; what it leaves out is not known. */
export type EventReading = Partial<
  Omit<AutomationEvent, 'type' | 'occurredAt' | 'senderEventId' | 'foldKey' | 'trouble'>
> & {
  /** What makes two events the same happening, beyond the type; absent or null: it never folds. */
  readonly sameWhen?: readonly (string | null)[] | null;
  /** The trouble that it reports, or ends; absent or null: none. */
  readonly trouble?: TroubleReading | null;
};

/** A trouble as a reader tells of it. */
export interface TroubleReading {
  /** What tells it from others of the tenant: the sort of thing, then which one. */
  readonly about: readonly [sort: string, ...which: (string | null)[]];
  readonly state: TroubleNews['state'];
  /** Epoch milliseconds; null: when the event happened. */
  readonly at: number | null;
}

/** What is known of every event whatever it is about. */
export type EventBase = Pick<AutomationEvent, 'type' | 'severity' | 'occurredAt' | 'senderEventId'> &
  Partial<Pick<AutomationEvent, 'tenant' | 'folder'>>;

/** Makes an event of what is known in any case and of what a reader found. */
export function completeEvent(base: EventBase, reading: EventReading): AutomationEvent {
  const { sameWhen = null, trouble = null, ...found } = reading;
  const tenant = base.tenant?.id ?? null;
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
    foldKey: sameWhen === null ? null : foldKeyOf([base.type, tenant, ...sameWhen]),
    trouble:
      trouble === null
        ? null
        : {
            key: foldKeyOf([trouble.about[0], tenant, ...trouble.about.slice(1)]),
            state: trouble.state,
            at: trouble.at ?? base.occurredAt,
          },
  };
}

/** A thing by id and name; null when neither is known. */
export function namedThing(id: string | null, name: string | null): Named | null {
  return id === null && name === null ? null : { id, name };
}
