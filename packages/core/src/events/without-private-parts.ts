import type { AutomationEvent } from './automation-event.ts';
import { audienceOf } from './catalogue.ts';

/**
 * An event as people may see it who are not the one it is addressed to: without the link that would let them in, and
 * whatever else the sender says to that person alone. Other events are as they are.
 */
export function withoutPrivateParts(event: AutomationEvent): AutomationEvent {
  return audienceOf(event.type) === 'addressee' ? { ...event, link: null, detail: null, data: {} } : event;
}
