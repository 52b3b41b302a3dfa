import { addOrganization, addRule, organizationLevel, type Actor } from '@postern/core';
import { buildEvent, buildPlannedEvent, buildReport } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';

async function withAcme(options: Parameters<typeof startBot>[0] = {}) {
  const bot = await startBot(options);
  const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
  const level = organizationLevel(acme.id);
  const stored = () => bot.services.storage.rules.list();
  const arrive = async (type: string) => {
    const { storage, newId } = bot.services;
    const event = buildPlannedEvent(newId, { event: buildEvent({ type }), deliveries: [] });
    await storage.intake.accept(
      [buildReport(newId, { level, content: { kind: 'events', events: [event] } })],
      0,
    );
  };
  return { bot, level, stored, arrive };
}

describe.each(['socket', 'http'] as const)('a rule, over %s', (transport) => {
  it('is shown with what it would have matched, and saved at a press, not before', async () => {
    const { bot, level, stored, arrive } = await withAcme({ transport });
    for (const type of ['job.faulted', 'job.created', 'robot.status']) await arrive(type);
    const preview = await bot.ask(
      'rules add job.* to ops@acme.example,night@acme.example severity:error process:“Invoice*” name:"to host" org acme',
      ADA,
      ALERTS,
    );
    expect(preview.text).toContain('It would have matched 2 of the last 3 events');
    expect(preview.text).toContain('Nothing is saved yet.');
    expect(await stored()).toEqual([]);
    const saved = await bot.press(preview, 'Save it');
    expect(saved.text).toContain('The rule is added.');
    expect(await stored()).toMatchObject([
      {
        level,
        name: 'to host',
        matchers: { types: ['job.*'], minimumSeverity: 'error', processes: ['Invoice*'] },
        recipients: [{ address: 'ops@acme.example' }, { address: 'night@acme.example' }],
      },
    ]);
  });

  it('is opened, changed after a look, and removed after asking', async () => {
    const { bot, level, stored } = await withAcme({ transport });
    const { rule } = await addRule(bot.services, root, {
      level,
      name: 'Faults',
      matchers: { types: ['job.faulted'], queues: ['Invoices'] },
      recipients: [{ address: 'ops@acme.example', language: 'fr' }],
    });
    const open = await bot.press(await bot.ask('rules org acme', ADA, ALERTS), 'Open');
    expect(open.text).toContain('ops@acme.example (fr)');
    expect(open.text).toContain('queue:Invoices');
    const preview = await bot.ask(`rules edit ${rule.id} severity:error queue: robot:r-5`, ADA, ALERTS);
    expect(preview.text).toContain('job.faulted severity:error robot:r-5');
    expect((await stored())[0]).toEqual(rule);
    expect((await bot.press(preview, 'Save it')).text).toContain('The rule is changed');
    expect((await stored())[0]).toMatchObject({
      name: 'Faults',
      matchers: { types: ['job.faulted'], minimumSeverity: 'error', queues: [], robots: ['r-5'] },
      recipients: [{ address: 'ops@acme.example', language: 'fr' }],
    });
    const asked = await bot.press(await bot.ask(`rules show ${rule.id}`, ADA, ALERTS), 'Remove');
    expect(await stored()).toHaveLength(1);
    const sure = asked.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];
    expect((await bot.press(asked, sure?.text.text ?? '')).text).toContain('Faults is removed.');
    expect(await stored()).toEqual([]);
  });
});

describe.each(['socket', 'http'] as const)('how soon the mail of a rule goes, over %s', (transport) => {
  it('is said in a line, shown with what it would have made, and saved', async () => {
    const { bot, stored, arrive } = await withAcme({ transport });
    for (const type of ['job.faulted', 'job.faulted', 'robot.status']) await arrive(type);
    const preview = await bot.ask(
      'rules add job.* to ops@acme.example digest:"every 15m" hours:“Mon-Fri 08:00-18:00; Sat 9h-12h” storm:5/1h at-once:error org acme',
      ADA,
      ALERTS,
    );
    expect(preview.text).toContain('as a digest, every 15m');
    expect(preview.text).toContain('only during Mon-Fri 08:00-18:00; Sat 09:00-12:00');
    expect(preview.text).toContain('error never waits');
    expect(preview.text).toMatch(/That would have been \d mails? to each recipient/);
    expect((await bot.press(preview, 'Save it')).text).toContain('as a digest, every 15m');
    expect(await stored()).toMatchObject([
      {
        pace: {
          digest: { kind: 'every', every: 15 * 60_000 },
          hours: [
            { days: [1, 2, 3, 4, 5], from: 480, to: 1_080 },
            { days: [6], from: 540, to: 720 },
          ],
          storm: { most: 5, within: 3_600_000 },
          atOnceFrom: 'error',
        },
      },
    ]);
    expect((await bot.ask('rules org acme', ADA, ALERTS)).text).toContain('as a digest, every 15m');
  });

  it('stays as it is when a line changes something else, and goes part by part', async () => {
    const { bot, level, stored } = await withAcme({ transport });
    const { rule } = await addRule(bot.services, root, {
      level,
      name: 'Faults',
      recipients: [{ address: 'ops@acme.example' }],
      pace: { digest: { kind: 'at', days: [1], times: [480] }, hours: [{ days: [1], from: 0, to: 60 }] },
    });
    const edit = async (words: string) => {
      const preview = await bot.ask(`rules edit ${rule.id} ${words}`, ADA, ALERTS);
      const saved = await bot.press(preview, 'Save it');
      expect(saved.text).toContain('The rule is changed');
      return { preview: preview.text, pace: (await stored())[0]?.pace };
    };
    const other = await edit('severity:error');
    expect(other.preview).toContain('as a digest, Mon at 08:00');
    expect(other.pace).toEqual(rule.pace);
    expect((await edit('digest:off')).pace).toEqual({ ...rule.pace, digest: null });
    const bare = await edit('hours: storm:off at-once:none');
    expect(bare.preview).toContain('at once');
    expect(bare.preview).toContain('every event by itself');
    expect(bare.pace).toEqual({ digest: null, hours: [], storm: null, atOnceFrom: null });
  });
});

describe('whether a rule tells of the end of troubles', () => {
  it('is shown, and said in a line in either language', async () => {
    const { bot, level, stored } = await withAcme();
    const { rule } = await addRule(bot.services, root, {
      level,
      name: 'Faults',
      recipients: [{ address: 'ops@acme.example' }],
    });
    const shown = async () => (await bot.ask('rules org acme', ADA, ALERTS)).text;
    const edit = async (words: string) => {
      const preview = await bot.ask(`rules edit ${rule.id} ${words}`, ADA, ALERTS);
      expect((await bot.press(preview, 'Save it')).text).toContain('The rule is changed');
      return (await stored())[0];
    };
    expect(await shown()).toContain('the end of a trouble is told, too');
    expect(await edit('recovery:off')).toMatchObject({ recovery: false, pace: rule.pace });
    expect(await shown()).toContain('no word when a trouble is over');
    expect(await edit('severity:error')).toMatchObject({ recovery: false });
    expect(await edit('Fin:oui')).toMatchObject({ recovery: true });
    expect(await edit('rétablissement:non')).toMatchObject({ recovery: false });
  });

  it('is said of a new rule', async () => {
    const { bot, stored } = await withAcme();
    await bot.ask('rules add job.* to ops@acme.example recovery:off org acme confirm', ADA, ALERTS);
    expect(await stored()).toMatchObject([{ recovery: false }]);
  });
});

describe('two administrators with one rule', () => {
  it('do not overwrite what the other saved since they looked', async () => {
    const transport = 'http';
    const { bot, level, stored } = await withAcme({ transport });
    const { rule } = await addRule(bot.services, root, {
      level,
      name: 'Faults',
      matchers: { types: ['job.faulted'] },
      recipients: [{ address: 'ops@acme.example' }],
    });
    const mine = await bot.ask(`rules edit ${rule.id} severity:error`, ADA, ALERTS);
    const yours = await bot.ask(`rules edit ${rule.id} to boss@acme.example`, ADA, ALERTS);
    expect((await bot.press(mine, 'Save it')).text).toContain('The rule is changed');
    expect((await bot.press(yours, 'Save it')).text).toContain('Someone else changed the rule "Faults"');
    expect(await stored()).toMatchObject([
      { matchers: { minimumSeverity: 'error' }, recipients: [{ address: 'ops@acme.example' }] },
    ]);
  });
});

describe('rules', () => {
  it('are known by French words', async () => {
    const { bot, stored } = await withAcme({ language: 'fr' });
    const preview = await bot.ask(
      'règles ajouter job.faulted gravité:erreur à ops@acme.example org acme',
      ADA,
      ALERTS,
    );
    expect(preview.text).toContain('il n’y a rien sur quoi l’essayer');
    await bot.press(preview, 'Enregistrer');
    expect(await stored()).toMatchObject([{ matchers: { minimumSeverity: 'error' } }]);
  });

  it('know a pace by French words, and say it in French', async () => {
    const { bot, stored } = await withAcme({ language: 'fr' });
    const preview = await bot.ask(
      'règles ajouter job.faulted à ops@acme.example récap:"en semaine à 8h30" horaires:"lun-ven 8h-18h" rafale:non aussitôt:erreur org acme',
      ADA,
      ALERTS,
    );
    expect(preview.text).toContain('en récapitulatif, en semaine à 08:30');
    expect(preview.text).toContain('seulement pendant lun-ven 08:00-18:00');
    await bot.press(preview, 'Enregistrer');
    expect(await stored()).toMatchObject([
      {
        pace: {
          digest: { kind: 'at', days: [1, 2, 3, 4, 5], times: [510] },
          hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1_080 }],
          storm: null,
          atOnceFrom: 'error',
        },
      },
    ]);
    const wrong = await bot.ask(
      'règles ajouter to ops@acme.example récap:"toutes les 30 jours"',
      ADA,
      ALERTS,
    );
    expect(wrong.text).toContain('Un récapitulatif attend au plus 7 jours.');
  });

  it.each([
    ['rules add to ops@acme.example digest:daily at 08:00', 'digest:daily was not understood'],
    ['rules add to ops@acme.example digest:daily at 08:00', 'in quotes'],
    ['rules add to ops@acme.example digest:"every 30 days"', 'A digest waits at most 7 days.'],
    ['rules add to ops@acme.example hours:<b>', 'hours:b was not understood'],
    ['rules add to ops@acme.example storm:0/10m', 'A storm begins after 1 to 1000 mails.'],
    ['rules add to ops@acme.example recovery:maybe', 'recovery:maybe was not understood'],
    ['rules add to ops@acme.example recovery:', 'recovery:off'],
    ['rules add to ops@acme.example recovry:off', 'Did you mean recovery:?'],
    ['rules add to ops@acme.example at-once:bad', 'The severity must be one of'],
    ['rules add to ops@acme.example digset:off', 'Did you mean digest:?'],
    ['rules add job.faulted', 'does not say who gets mail'],
    ['rules add proces:x to ops@acme.example', 'Did you mean process:?'],
    ['rules add severity:bad to ops@acme.example', 'The severity must be one of'],
    ['rules add to not-an-address', 'could not be taken'],
    ['rules add job.fautled to ops@acme.example', 'Did you mean job.faulted?'],
    ['rules edit nothing severity:error', 'That was not found.'],
    ['rules show', 'does not say which rule'],
    ['rules remove nothing', 'That was not found.'],
    ['rules remvoe x', 'Did you mean /email-alerts rules remove?'],
  ])('answer "%s" with what is wrong, and save nothing', async (line, said) => {
    const { bot, stored } = await withAcme();
    expect((await bot.ask(line, ADA, ALERTS)).text).toContain(said);
    expect(await stored()).toEqual([]);
  });

  it('take a line that is too long for a button when it is confirmed by hand', async () => {
    const { bot, stored } = await withAcme();
    const addresses = Array.from({ length: 90 }, (_, number) => `somebody-${String(number)}@acme.example`);
    const line = `rules add job.faulted to ${addresses.join(',')} org acme`;
    expect((await bot.ask(line, ADA, ALERTS)).text).toContain('too long for a button');
    await bot.ask(`${line} confirm`, ADA, ALERTS);
    expect((await stored())[0]?.recipients).toHaveLength(90);
  });

  it('are for administrators', async () => {
    const { bot, stored } = await withAcme();
    const line = 'rules add job.* to eve@acme.example org acme confirm';
    expect((await bot.ask(line, EVE, ALERTS)).text).toContain(`<@${ADA}>`);
    expect(await stored()).toEqual([]);
  });
});

describe.each(['en', 'fr'] as const)('recipients, in %s', (language) => {
  const words = {
    en: {
      added: 'night@acme.example gets mail by Faults',
      gone: 'gets no more mail',
      only: 'the only recipient',
    },
    fr: {
      added: 'night@acme.example reçoit du courrier par Faults',
      gone: 'ne reçoit plus',
      only: 'le seul destinataire',
    },
  }[language];

  it('are listed by address with their rules, added and removed', async () => {
    const { bot, level, stored } = await withAcme({ language });
    const { rule } = await addRule(bot.services, root, {
      level,
      name: 'Faults',
      recipients: [{ address: 'ops@acme.example' }],
    });
    const line = (verb: string, address: string) =>
      bot.ask(`recipients ${verb} ${address} ${rule.id}`, ADA, ALERTS);
    expect((await line('add', 'night@acme.example')).text).toContain(words.added);
    const list = await bot.ask('destinataires org acme', ADA, ALERTS);
    expect(list.text).toContain('night@acme.example');
    expect(list.text).toContain('Faults');
    expect((await line('remove', 'ops@acme.example')).text).toContain(words.gone);
    expect((await line('remove', 'night@acme.example')).text).toContain(words.only);
    expect((await stored())[0]?.recipients.map(({ address }) => address)).toEqual(['night@acme.example']);
  });
});
