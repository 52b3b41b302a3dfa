import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildRecipient, buildRule } from '../testing/build-rule.ts';
import type { AlertRule } from './alert-rule.ts';
import { planDeliveries, type PlanContext } from './plan-deliveries.ts';
import { indexRules } from './rule-index.ts';

function context(rules: readonly AlertRule[], overrides: Partial<PlanContext> = {}): PlanContext {
  return {
    level: organizationLevel('acme'),
    rules: indexRules(rules),
    language: 'fr',
    timeZone: 'Europe/Paris',
    ...overrides,
  };
}

describe('planDeliveries', () => {
  it('plans one delivery per recipient, in the organization’s language and zone unless the rule says otherwise', () => {
    const rule = buildRule({
      id: 'r1',
      recipients: [
        buildRecipient(),
        buildRecipient({ address: 'night@acme.example', language: 'en', timeZone: 'Asia/Tokyo' }),
      ],
    });
    expect(planDeliveries(buildEvent(), context([rule]))).toEqual([
      {
        ruleId: 'r1',
        recipient: { address: 'ops@acme.example', name: null, language: 'fr', timeZone: 'Europe/Paris' },
        data: {},
      },
      {
        ruleId: 'r1',
        recipient: { address: 'night@acme.example', name: null, language: 'en', timeZone: 'Asia/Tokyo' },
        data: {},
      },
    ]);
  });

  it('mails a mailbox once, by the first rule that names it, with the data that every matching rule asked for', () => {
    const event = buildEvent({ data: { 'Input.a': '1', 'Input.b': '2', 'Input.c': '3' } });
    const rules = [
      buildRule({ id: 'r1', includeData: ['Input.a', 'Input.missing'] }),
      buildRule({
        id: 'r2',
        includeData: ['Input.b'],
        recipients: [buildRecipient({ address: 'ops@ACME.example', language: 'en' })],
      }),
    ];
    const planned = planDeliveries(event, context(rules));
    expect(planned).toHaveLength(1);
    expect(planned[0]).toMatchObject({
      ruleId: 'r1',
      recipient: { address: 'ops@acme.example', language: 'fr' },
      data: { 'Input.a': '1', 'Input.b': '2' },
    });
  });

  it('keeps mailboxes apart that differ in the case of their local part', () => {
    const recipients = [buildRecipient(), buildRecipient({ address: 'Ops@acme.example' })];
    expect(planDeliveries(buildEvent(), context([buildRule({ recipients })]))).toHaveLength(2);
  });

  it('leaves data out that no rule asked for, and inherited names too', () => {
    const event = buildEvent({ data: { secret: 'x' } });
    const rule = buildRule({ includeData: ['constructor', '__proto__', 'toString'] });
    expect(planDeliveries(event, context([rule]))[0]?.data).toEqual({});
  });

  it('plans nothing for paused rules and rules that do not match', () => {
    const rules = [buildRule({ state: 'paused' }), buildRule({ matchers: { types: ['ping'] } })];
    expect(planDeliveries(buildEvent(), context(rules))).toEqual([]);
  });

  it('never mails a mailbox twice about one event', () => {
    const address = fc.constantFrom('a@x.example', 'A@x.example', 'a@X.EXAMPLE', 'b@x.example');
    const recipients = fc.array(address, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(recipients, { maxLength: 6 }), (lists) => {
        const rules = lists.map((list, index) =>
          buildRule({ id: String(index), recipients: list.map((one) => buildRecipient({ address: one })) }),
        );
        const keys = planDeliveries(buildEvent(), context(rules)).map(({ recipient }) =>
          mailboxKey(recipient.address),
        );
        expect(new Set(keys).size).toBe(keys.length);
        expect(new Set(keys)).toEqual(new Set(lists.flat().map(mailboxKey)));
      }),
    );
  });
});

describe('planDeliveries for an event that is addressed to a person', () => {
  const recovery = buildEvent({
    type: 'account.password-recovery',
    addressee: { address: 'claire@acme.example', name: 'Claire Martin', locale: 'fr-CA' },
    data: { token: 'x' },
  });
  const everything = buildRule({ matchers: { types: ['*', 'account.password-recovery'] } });

  it('mails that person in their language, and passes no rule', () => {
    const planned = planDeliveries(
      recovery,
      context([everything], { level: HOST, language: 'en', timeZone: 'UTC' }),
    );
    expect(planned).toEqual([
      {
        ruleId: null,
        recipient: { address: 'claire@acme.example', name: 'Claire Martin', language: 'fr', timeZone: 'UTC' },
        data: {},
      },
    ]);
  });

  it.each([null, 'de-DE'])('falls back to the level’s language for locale %s', (locale) => {
    const event = { ...recovery, addressee: { address: 'claire@acme.example', name: null, locale } };
    const planned = planDeliveries(event, context([], { level: HOST, language: 'en' }));
    expect(planned[0]?.recipient.language).toBe('en');
  });

  it('mails nobody when an organization’s source sent it', () => {
    expect(planDeliveries(recovery, context([everything]))).toEqual([]);
  });

  it('mails nobody when it names nobody', () => {
    expect(planDeliveries({ ...recovery, addressee: null }, context([everything], { level: HOST }))).toEqual(
      [],
    );
  });

  it('honours no address in an event of another type', () => {
    const event = { ...recovery, type: 'job.faulted' };
    expect(planDeliveries(event, context([], { level: HOST }))).toEqual([]);
  });
});
