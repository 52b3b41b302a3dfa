import type { AutomationEvent, EventFact } from '../../events/automation-event.ts';

/** The value of the first fact with this label. */
export function factOf(event: AutomationEvent, label: EventFact['label']): EventFact['value'] | undefined {
  return event.facts.find((fact) => fact.label === label)?.value;
}

/** The words of the first textual fact with this label, in lower case; `''` when there is none. */
export function factWord(event: AutomationEvent, label: EventFact['label']): string {
  const value = factOf(event, label);
  return value?.kind === 'text' ? value.text.trim().toLowerCase() : '';
}
