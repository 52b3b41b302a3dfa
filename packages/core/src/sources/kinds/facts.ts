import type { EventFact, FactLabel } from '../../events/automation-event.ts';
import { cleanLine } from '../../events/clean-line.ts';
import { EVENT_CAPS } from '../../events/event-caps.ts';

/** A fact in words, or nothing when there are none. */
export function textFact(label: FactLabel, text: string | null): EventFact | null {
  const line = text === null ? '' : cleanLine(text, EVENT_CAPS.fact);
  return line === '' ? null : { label, value: { kind: 'text', text: line } };
}

/** A fact that is a number. */
export function numberFact(label: FactLabel, number: number | null): EventFact | null {
  return number === null ? null : { label, value: { kind: 'number', number } };
}

/** A fact that is a moment, in epoch milliseconds. */
export function timeFact(label: FactLabel, at: number | null): EventFact | null {
  return at === null ? null : { label, value: { kind: 'time', at } };
}

/** Those facts that there are, in their order. */
export function listFacts(...facts: readonly (EventFact | null)[]): readonly EventFact[] {
  return facts.filter((fact) => fact !== null).slice(0, EVENT_CAPS.facts);
}
