import type { TemplateInput } from '../mail/templates/mail-template.ts';
import { buildEvent } from './build-event.ts';

/** A mail of Acme SA in English about `buildEvent()`, written a second after it came in, changed by what the test cares about. */
export function buildTemplateInput(overrides: Partial<TemplateInput> = {}): TemplateInput {
  const event = overrides.event ?? buildEvent();
  return {
    event,
    organizationName: 'Acme SA',
    language: 'en',
    timeZone: 'Europe/Paris',
    data: {},
    receivedAt: event.occurredAt,
    reason: { kind: 'rule', name: 'Faults' },
    stormUntil: null,
    now: event.occurredAt + 1_000,
    ...overrides,
  };
}
