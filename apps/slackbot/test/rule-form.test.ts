import { addOrganization, addRule, listRules, organizationLevel, type Actor } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import type { ShownView } from './slack-stand-in/views.ts';
import { ADA, startBot, type BotOptions } from './start-bot.ts';
import { textOf, valueIn, viewHands } from './view-hands.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';

async function start(options: BotOptions = {}) {
  const bot = await startBot(options);
  const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
  const level = organizationLevel(acme.id);
  const hands = viewHands(bot);
  const says = (shown: ShownView, text: string) =>
    eventually(`the modal to say "${text}"`, () => (textOf(shown).includes(text) ? shown : null));
  return { ...bot, hands, level, says, rules: () => listRules(bot.services, root, { level }) };
}

describe.each(['socket', 'http'] as const)('the form of a rule, over %s', (transport) => {
  it('shows what it would have matched, and saves once that was confirmed', async () => {
    const { hands, rules, says } = await start({ transport });
    const form = await hands.open('form org acme', ADA, ALERTS);
    hands.fill(form, 'types', 'job.faulted queueItem.*');
    hands.fill(form, 'severity', 'error');
    hands.fill(form, 'process', 'Invoice "A"\nPayroll');
    hands.fill(form, 'to', 'ops@acme.example\nnight@acme.example');
    expect(await hands.submit(form)).toEqual({});
    await says(form, 'Save it');
    expect(await rules()).toEqual([]);
    await hands.press(form, 'Save it');
    await eventually('the rule', async () => (await rules())[0]);
    expect(await rules()).toMatchObject([
      {
        matchers: {
          types: ['job.faulted', 'queueItem.*'],
          minimumSeverity: 'error',
          processes: ['Invoice "A"', 'Payroll'],
        },
        recipients: [{ address: 'ops@acme.example' }, { address: 'night@acme.example' }],
      },
    ]);
  });

  it('sets how soon mail goes, and says at its fields what cannot be', async () => {
    const { hands, rules, says } = await start({ transport });
    const form = await hands.open('form org acme', ADA, ALERTS);
    expect(valueIn(form, 'storm')).toBe('10/10m');
    hands.fill(form, 'to', 'ops@acme.example');
    hands.fill(form, 'digest', 'soon');
    hands.fill(form, 'hours', 'Mon-Fri');
    hands.fill(form, 'storm', '2000/10m');
    expect(await hands.submit(form)).toEqual({
      digest: expect.stringContaining('daily at 08:00') as string,
      hours: expect.stringContaining('Mon-Fri 08:00-18:00') as string,
      storm: 'A storm begins after 1 to 1000 mails.',
    });
    hands.fill(form, 'digest', 'weekdays at 08:00');
    hands.fill(form, 'hours', '');
    hands.fill(form, 'storm', '');
    hands.fill(form, 'atOnceFrom', 'any');
    expect(valueIn(form, 'recovery')).toBe('on');
    hands.fill(form, 'recovery', 'off');
    expect(await hands.submit(form)).toEqual({});
    await hands.press(await says(form, 'Save it'), 'Save it');
    await eventually('the rule', async () => (await rules())[0]);
    expect((await rules())[0]?.pace).toEqual({
      digest: { kind: 'at', days: [1, 2, 3, 4, 5], times: [480] },
      hours: [],
      storm: null,
      atOnceFrom: null,
    });
    expect((await rules())[0]?.recovery).toBe(false);
  });

  it('says at the field that an address is none, and keeps what was typed', async () => {
    const { hands } = await start({ transport, language: 'fr' });
    const form = await hands.open('form org acme', ADA, ALERTS);
    hands.fill(form, 'to', 'ops@acme.example\nnobody');
    expect(await hands.submit(form)).toEqual({
      to: expect.stringContaining('nobody n’est ni une adresse') as string,
    });
  });
});

describe('the form of a rule that there is', () => {
  it('changes what was changed alone, and takes a matcher away that was emptied', async () => {
    const house = await start();
    const { rule } = await addRule(house.services, root, {
      level: house.level,
      name: 'Faults',
      matchers: { types: ['job.faulted'], processes: ['Invoice'] },
      recipients: [{ address: 'ops@acme.example', language: 'fr', timeZone: 'Europe/Paris' }],
    });
    const { hands, says, rules } = house;
    const form = await hands.open(`form ${rule.id}`, ADA, ALERTS);
    expect(valueIn(form, 'process')).toBe('Invoice');
    hands.fill(form, 'process', '');
    hands.fill(form, 'queue', 'Orders');
    await hands.submit(form);
    await hands.press(await says(form, 'Save it'), 'Save it');
    await eventually('the change', async () => (await rules())[0]?.matchers.queues[0]);
    const [changed] = await rules();
    expect(changed).toMatchObject({
      name: 'Faults',
      matchers: { types: ['job.faulted'], processes: [], queues: ['Orders'] },
      recipients: [{ address: 'ops@acme.example', language: 'fr', timeZone: 'Europe/Paris' }],
    });
  });

  it.each(['en', 'fr'] as const)(
    'shows its pace, and changes the part that was changed alone, in %s',
    async (language) => {
      const house = await start({ language });
      const { rule } = await addRule(house.services, root, {
        level: house.level,
        name: 'Faults',
        recipients: [{ address: 'ops@acme.example' }],
        pace: {
          digest: { kind: 'at', days: [1, 4], times: [480] },
          hours: [{ days: [1, 2, 3], from: 480, to: 1_080 }],
          storm: null,
          atOnceFrom: 'error',
        },
      });
      const { hands, says, rules } = house;
      const form = await hands.open(`form ${rule.id}`, ADA, ALERTS);
      const shown = ['digest', 'hours', 'storm', 'atOnceFrom'].map((field) => valueIn(form, field));
      expect(shown).toEqual(
        {
          en: ['Mon,Thu at 08:00', 'Mon-Wed 08:00-18:00', null, 'error'],
          fr: ['lun,jeu à 08:00', 'lun-mer 08:00-18:00', null, 'error'],
        }[language],
      );
      hands.fill(form, 'digest', '');
      await hands.submit(form);
      const save = { en: 'Save it', fr: 'Enregistrer' }[language];
      await hands.press(await says(form, save), save);
      await eventually('the change', async () => (await rules())[0]?.pace.digest === null);
      expect((await rules())[0]?.pace).toEqual({ ...rule.pace, digest: null });
    },
  );

  it.each(['en', 'fr'] as const)(
    'says whether the end of a trouble is told, and changes it, in %s',
    async (language) => {
      const house = await start({ language });
      const { rule } = await addRule(house.services, root, {
        level: house.level,
        name: 'Faults',
        recipients: [{ address: 'ops@acme.example' }],
        recovery: false,
      });
      const { hands, says, rules } = house;
      const form = await hands.open(`form ${rule.id}`, ADA, ALERTS);
      expect(valueIn(form, 'recovery')).toBe('off');
      hands.fill(form, 'recovery', 'on');
      await hands.submit(form);
      const save = { en: 'Save it', fr: 'Enregistrer' }[language];
      await hands.press(await says(form, save), save);
      await eventually('the change', async () => (await rules())[0]?.recovery);
      expect((await rules())[0]).toMatchObject({ name: 'Faults', pace: rule.pace, recovery: true });
    },
  );

  it('that was not touched shows the rule', async () => {
    const house = await start();
    const { rule } = await addRule(house.services, root, {
      level: house.level,
      name: 'Faults',
      matchers: { types: ['job.faulted'] },
      recipients: [{ address: 'ops@acme.example' }],
    });
    const form = await house.hands.open(`form ${rule.id}`, ADA, ALERTS);
    await house.hands.submit(form);
    await house.says(form, 'Faults');
  });
});
