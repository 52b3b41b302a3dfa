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

  it.each([
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
