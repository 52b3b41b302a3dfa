import { SEVERITIES, type AutomationEvent, type Named } from '../events/automation-event.ts';
import { audienceOf } from '../events/catalogue.ts';
import type { EventAudience } from '../events/event-type.ts';
import { foldText } from './compile-pattern.ts';

/** The things that rules name by name or id. */
export const THINGS = ['process', 'queue', 'robot', 'folder', 'tenant'] as const;

/** One of {@link THINGS}. */
export type Thing = (typeof THINGS)[number];

/** An event as matchers look at it: folded once, however many rules there are. */
export interface EventView {
  readonly type: string;
  readonly audience: EventAudience;
  /** Place in {@link SEVERITIES}. */
  readonly severity: number;
  /** Name and id, whichever there are. */
  readonly things: Readonly<Record<Thing, readonly string[]>>;
  /** Subject and detail; folded when first asked for, since it is long and few rules ask. */
  text(): string;
}

/** Prepares an event for matching. */
export function viewEvent(event: AutomationEvent): EventView {
  let text: string | null = null;
  return {
    type: foldText(event.type),
    audience: audienceOf(event.type),
    severity: SEVERITIES.indexOf(event.severity),
    things: {
      process: words(event.process),
      queue: words(event.queue),
      robot: words(event.robot),
      folder: words(event.folder),
      tenant: words(event.tenant),
    },
    text: () => (text ??= foldText(`${event.subject ?? ''}\n${event.detail ?? ''}`)),
  };
}

function words(named: Named | null): readonly string[] {
  if (named === null) return [];
  return [named.name, named.id].filter((word) => word !== null).map(foldText);
}
