import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AutomationEvent } from '../events/automation-event.ts';
import { HOUR } from '../kernel/clock.ts';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { mailboxKey } from '../kernel/mail-address.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildRecipient, buildRule } from '../testing/build-rule.ts';
import { buildSilence } from '../testing/build-silence.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import type { AlertRule } from './alert-rule.ts';
import { planDeliveries as planAt, type PlanContext } from './plan-deliveries.ts';
import { indexRules } from './rule-index.ts';
import { indexSilences } from './silence-index.ts';

function context(rules: readonly AlertRule[], overrides: Partial<PlanContext> = {}): PlanContext {
  return {
    level: organizationLevel('acme'),
    rules: indexRules(rules),
    silences: indexSilences([]),
    lists: new Map(),
    language: 'fr',
    timeZone: 'Europe/Paris',
    ...overrides,
  };
}

const planDeliveries = (event: AutomationEvent, how: PlanContext) => planAt(event, how, FAKE_START);

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
        silence: null,
        pacing: null,
      },
      {
        ruleId: 'r1',
        recipient: { address: 'night@acme.example', name: null, language: 'en', timeZone: 'Asia/Tokyo' },
        data: {},
        silence: null,
        pacing: null,
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
        silence: null,
        pacing: null,
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

describe('planDeliveries under a silence', () => {
  const muted = (silence: Parameters<typeof buildSilence>[0], event = buildEvent(), at = FAKE_START) =>
    planAt(event, context([buildRule()], { silences: indexSilences([buildSilence(silence)]) }), at).map(
      (planned) => planned.silence?.id ?? null,
    );
  const id = 's1';

  it('plans what the rules want all the same, marked with the silence that mutes it', () => {
    expect(muted({ id })).toEqual([id]);
    expect(muted({ id, matchers: { processes: ['invoice*'], minimumSeverity: 'error' } })).toEqual([id]);
  });

  it('mutes nothing that the silence does not match', () => {
    expect(muted({ id, matchers: { processes: ['Payroll'] } })).toEqual([null]);
    expect(muted({ id, matchers: { minimumSeverity: 'fatal' } })).toEqual([null]);
  });

  it('holds from its first moment until just before its last', () => {
    const at = (moment: number) => muted({ id }, buildEvent(), moment);
    expect(at(FAKE_START - 1)).toEqual([null]);
    expect(at(FAKE_START)).toEqual([id]);
    expect(at(FAKE_START + HOUR - 1)).toEqual([id]);
    expect(at(FAKE_START + HOUR)).toEqual([null]);
  });

  it('is the oldest of those that match', () => {
    const silences = indexSilences([
      buildSilence({ id: 'old', endsAt: FAKE_START }),
      buildSilence({ id }),
      buildSilence({ id: 's2' }),
    ]);
    expect(planDeliveries(buildEvent(), context([buildRule()], { silences }))[0]?.silence?.id).toBe(id);
  });

  it('mutes a test of the connection only when it spells the type out', () => {
    const ping = buildEvent({ type: 'ping' });
    const rules = [buildRule({ matchers: { types: ['ping'] } })];
    const silence = (types: readonly string[]) =>
      planDeliveries(
        ping,
        context(rules, { silences: indexSilences([buildSilence({ matchers: { types } })]) }),
      )[0]?.silence;
    expect(silence(['*'])).toBeNull();
    expect(silence(['ping'])).not.toBeNull();
  });

  it('never mutes mail that is addressed to a person', () => {
    const event = buildEvent({
      type: 'account.password-recovery',
      addressee: { address: 'claire@acme.example', name: null, locale: null },
    });
    const silences = indexSilences([
      buildSilence({ matchers: { types: [] } }),
      buildSilence({ matchers: { types: ['account.password-recovery'] } }),
    ]);
    expect(planDeliveries(event, context([], { level: HOST, silences }))[0]?.silence).toBeNull();
  });
});
