import { describe, expect, it } from 'vitest';
import { HOST, organizationLevel } from '../kernel/level.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildRecipient, buildRule } from '../testing/build-rule.ts';
import { buildSilence } from '../testing/build-silence.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { explainEvent } from './explain.ts';

const context = {
  level: organizationLevel('acme'),
  language: 'fr',
  timeZone: 'Europe/Paris',
  silences: [],
  lists: new Map(),
} as const;

describe('explainEvent', () => {
  it('says for every rule whether it wants the event or why not, and who gets mail', () => {
    const rules = [
      buildRule({ id: 'r1', matchers: { types: ['robot.*'] } }),
      buildRule({ id: 'r2', state: 'paused' }),
      buildRule({ id: 'r3' }),
    ];
    const explanation = explainEvent(buildEvent(), { ...context, rules }, FAKE_START);
    const recipients = [{ ...buildRecipient(), list: null }];
    expect(explanation.rules).toEqual([
      { rule: rules[0], mismatch: 'type', recipients },
      { rule: rules[1], mismatch: 'paused', recipients },
      { rule: rules[2], mismatch: null, recipients },
    ]);
    expect(explanation.deliveries.map(({ ruleId }) => ruleId)).toEqual(['r3']);
    expect(explanation.addressee).toBe('none');
  });

  it('says what becomes of the address in an event', () => {
    const event = buildEvent({
      type: 'account.password-recovery',
      addressee: { address: 'claire@acme.example', name: null, locale: null },
    });
    expect(explainEvent(event, { ...context, rules: [] }, FAKE_START)).toMatchObject({
      addressee: 'not-from-host',
      deliveries: [],
    });
    expect(explainEvent(event, { ...context, level: HOST, rules: [] }, FAKE_START).addressee).toBe('mailed');
  });

  it('names the silence that mutes the event, also when no rule wants it', () => {
    const silences = [buildSilence({ id: 's1', matchers: { types: ['job.*'] } })];
    const explain = (at: number) => explainEvent(buildEvent(), { ...context, silences, rules: [] }, at);
    expect(explain(FAKE_START).silence?.id).toBe('s1');
    expect(explain(FAKE_START - 1).silence).toBeNull();
  });
});
