import { expect, test } from 'vitest';
import { HOUR } from '../../kernel/clock.ts';
import { buildEvent } from '../../testing/build-event.ts';
import { buildTemplateInput } from '../../testing/build-template-input.ts';
import { templateFor } from './registry.ts';

const event = buildEvent({ type: 'postern.canary', severity: 'info' });
const compose = (overrides: Parameters<typeof buildTemplateInput>[0] = {}) =>
  templateFor(event.type).compose(buildTemplateInput({ event, reason: { kind: 'requested' }, ...overrides }));

test('says that it is late when it is', () => {
  expect(compose({ now: event.occurredAt + HOUR }).paragraphs.join(' ')).toContain('This mail is late');
  expect(compose().paragraphs.join(' ')).not.toContain('late');
});

test('speaks of the platform at the host', () => {
  expect(compose({ organizationName: null }).subject).toMatch(/^Canary mail of the platform, 5 Jan 2026/);
});

test('an event of that name that a sender has posted is never taken for a canary', () => {
  const mail = compose({ reason: { kind: 'rule', name: 'Everything' } });
  expect(mail.title).toBe('postern.canary: Invoice_Intake');
  expect(mail.subject).not.toContain('Canary mail');
});
