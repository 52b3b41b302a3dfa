import { describe, expect, it } from 'vitest';
import { createMjmlLayout } from '../../src/adapters/mail/index.ts';
import { composeMessage } from '../../src/mail/compose-message.ts';
import type { Gathered, GatheredGroup } from '../../src/mail/gathered.ts';
import { buildEvent } from '../../src/testing/build-event.ts';

const AT = Date.parse('2026-11-24T07:00:00Z');
const FAULTS: GatheredGroup = {
  type: 'job.faulted',
  name: 'Invoice_Intake',
  severity: 'error',
  state: null,
  count: 37,
  firstAt: AT,
  lastAt: AT + 600_000,
  exception: 'The share is gone',
};
const STORM: Gathered = {
  kind: 'storm',
  count: 37,
  firstAt: AT,
  lastAt: AT + 600_000,
  kinds: 1,
  groups: [FAULTS],
};

function mail(gathered: Gathered, language: 'en' | 'fr' = 'en') {
  const composed = composeMessage({
    delivery: {
      id: '019aa000-0000-7000-8000-000000000001',
      address: 'ops@acme.example',
      name: null,
      language,
      timeZone: 'Europe/Paris',
      data: {},
      ruleId: 'rule-1',
      stormUntil: null,
    },
    event: buildEvent(),
    receivedAt: AT,
    gathered,
    answered: null,
    ruleName: 'Faults',
    organization: { slug: 'acme', name: 'Acme SA' },
    sender: { fromAddress: 'robots@acme.example', fromDisplayName: null, replyTo: null },
    layout: createMjmlLayout(),
    now: AT + 3_600_000,
  });
  if (!composed.ok || composed.usedFallback) throw new Error('no digest was written');
  return composed.mail;
}

describe('a mail about many events', () => {
  it('says how many came of what, from when to when, and what went wrong most often', () => {
    const { subject, text, html } = mail(STORM);
    expect(subject).toBe('Storm: 37 × Job faulted · Invoice_Intake — The share is gone');
    expect(text).toContain('37 times, ');
    expect(text.replace(/\s+/g, ' ')).toContain('mostly: The share is gone');
    expect(html).toContain('Invoice_Intake');
    expect(text).not.toContain('This mail is late');
  });

  it('says it in French', () => {
    expect(mail(STORM, 'fr').subject).toMatch(/^Rafale\s: 37 × Tâche en échec/);
  });

  it('lists many kinds, the worst on the badge, and counts those that are left out', () => {
    const groups = Array.from({ length: 25 }, (_, place) => ({
      ...FAULTS,
      name: `<b>Process "${String(place)}" ${'x'.repeat(250)}`,
      severity: place === 0 ? ('fatal' as const) : ('warn' as const),
      exception: '"'.repeat(80),
    }));
    const { subject, text, html } = mail({ ...STORM, kind: 'digest', count: 90_000, kinds: 4_000, groups });
    expect(subject).toBe('Digest: 90,000 events');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'And 3,975 more kinds of events that are not shown, 89,075 events in all.',
    );
    expect(text).toContain('Critical');
    expect(html).not.toContain('<b>Process');
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });

  it('says of what came once that it did', () => {
    const once = { ...FAULTS, severity: 'fatal', name: 'Payments', count: 1, lastAt: AT } as const;
    const { text } = mail({ ...STORM, count: 38, kinds: 2, groups: [once, FAULTS] });
    expect(text).toContain('once, 08:00: The share is gone');
  });

  it('is the mail of the event itself when there is but one', () => {
    const { subject, text } = mail({ ...STORM, count: 1, groups: [{ ...FAULTS, count: 1 }] });
    expect(subject).not.toContain('Storm');
    expect(text).toContain('Next step');
  });
});
