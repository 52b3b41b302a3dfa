import {
  addOrganization,
  addRule,
  addSilence,
  organizationLevel,
  type Actor,
  type Level,
} from '@postern/core';
import { buildEvent, buildPlannedEvent, buildReport, buildSource } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';

async function withAcme(options: Parameters<typeof startBot>[0] = {}) {
  const bot = await startBot(options);
  const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
  return { bot, level: organizationLevel(acme.id) };
}

/** One event at a level, stored without mail; gives its id. */
async function withEvent(
  { services }: RunningBot,
  level: Level,
  subject = 'Invoice_Intake',
): Promise<string> {
  const { storage, newId } = services;
  const event = buildPlannedEvent(newId, { event: buildEvent({ subject }), deliveries: [] });
  const report = buildReport(newId, { level, content: { kind: 'events', events: [event] } });
  await storage.intake.accept([report], 0);
  return event.id;
}

describe.each(['socket', 'http'] as const)('explain, over %s', (transport) => {
  it('lists the last events, and says of one which rules match, who gets it and what the mail says', async () => {
    const { bot, level } = await withAcme({ transport });
    const recipients = [{ address: 'ops@acme.example' }];
    await addRule(bot.services, root, {
      level,
      name: 'Faults <b>',
      matchers: { types: ['job.*'] },
      recipients,
    });
    await addRule(bot.services, root, {
      level,
      name: 'Queues',
      matchers: { types: ['queue.*'] },
      recipients,
    });
    await withEvent(bot, level, 'Invoice <!channel>');
    const list = await bot.ask('explain org acme', ADA, ALERTS);
    expect(list.text).toContain('Last events of Acme');
    const one = await bot.press(list, 'Explain');
    expect(one.text).toContain('Faults &lt;b&gt;: it matches');
    expect(one.text).toContain('Queues: no. The rule is for other types.');
    expect(one.text).toMatch(/Mail goes to\n *ops@acme.example · at once/);
    expect(one.text).toContain('it made no mail');
    const blocks = JSON.stringify(one.blocks);
    expect(blocks).toContain('The mail* that ops@acme.example gets');
    expect(blocks).not.toContain('<!channel>');
  });
});

describe('explain', () => {
  it('names the silence that muted an event', async () => {
    const { bot, level } = await withAcme({ language: 'fr' });
    await addSilence(bot.services, root, { level, reason: 'Migration', until: '1h' });
    const id = await withEvent(bot, level);
    const { text } = await bot.ask(`expliquer ${id}`, ADA, ALERTS);
    expect(text).toContain('En sourdine (« Migration »)');
    expect(text).toContain('Ce niveau n’a aucune règle');
  });

  it('stays within a message when five thousand rules and an endless text are told', async () => {
    const { bot, level } = await withAcme();
    const name = '🏢'.repeat(100);
    for (let number = 0; number < 300; number += 1)
      await addRule(bot.services, root, {
        level,
        name,
        recipients: [{ address: `a${String(number)}@acme.example` }],
      });
    const { newId, storage } = bot.services;
    const event = buildPlannedEvent(newId, {
      event: buildEvent({ detail: '<&>`'.repeat(4_000) }),
      deliveries: [],
    });
    const report = buildReport(newId, { level, content: { kind: 'events', events: [event] } });
    await storage.intake.accept([report], 0);
    const { blocks } = await bot.ask(`explain ${event.id}`, ADA, ALERTS);
    expect(JSON.stringify(blocks)).toContain('290 more');
  });

  it('knows no event of another level, nor for somebody without rights', async () => {
    const { bot, level } = await withAcme();
    const id = await withEvent(bot, level);
    expect((await bot.ask('explain nothing', ADA, ALERTS)).text).toContain('That was not found.');
    expect((await bot.ask(`explain ${id}`, EVE, ALERTS)).text).toContain(`<@${ADA}>`);
  });
});

/** A report in quarantine; gives its id. */
async function withHeld({ services }: RunningBot, level: Level, body: string): Promise<string> {
  const { storage, newId } = services;
  const source = buildSource({ level, kind: 'generic' });
  const audit = {
    id: newId(),
    at: 0,
    actor: root,
    action: 'source.added',
    level,
    subject: null,
    changes: [],
  } as const;
  await storage.sources.add(source, audit);
  const report = buildReport(newId, {
    level,
    sourceId: source.id,
    content: {
      kind: 'quarantine',
      reason: 'wrong-shape',
      explanation: 'At "type": a text was expected.',
      contentType: 'application/json',
      body: Buffer.from(body),
    },
  });
  await storage.intake.accept([report], 0);
  return report.id;
}

describe.each(['en', 'fr'] as const)('quarantine, in %s', (language) => {
  const words = {
    en: {
      open: 'Open',
      aside: 'Set aside',
      sure: 'Yes, do it',
      isAside: 'It is set aside.',
      again: 'Read it again',
    },
    fr: {
      open: 'Ouvrir',
      aside: 'Écarter',
      sure: 'Oui, le faire',
      isAside: 'Il est écarté.',
      again: 'Relire',
    },
  }[language];

  it('lists what is held, shows one with its body, and sets it aside after asking', async () => {
    const { bot, level } = await withAcme({ language });
    const id = await withHeld(bot, level, '{"note":"<!channel> `x`"}\u001b[2J');
    const one = await bot.press(await bot.ask('quarantine org acme', ADA, ALERTS), words.open);
    expect(one.text).toContain('At "type": a text was expected.');
    expect(JSON.stringify(one.blocks)).not.toContain('<!channel>');
    expect(JSON.stringify(one.blocks)).not.toContain('\\u001b');
    const asked = await bot.press(one, words.aside);
    expect((await bot.services.storage.quarantine.find(id))?.report.state).toBe('held');
    const confirm = asked.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))[0];
    const done = await bot.press(asked, confirm?.text.text ?? words.sure);
    expect(done.text).toContain(words.isAside);
    expect((await bot.services.storage.quarantine.find(id))?.report.state).toBe('dismissed');
  });

  it('reads one again with the parsers of today', async () => {
    const { bot, level } = await withAcme({ language });
    const id = await withHeld(bot, level, '{"type":"robot.alert","data":{"Message":"Disk nearly full"}}');
    const one = await bot.ask(`quarantine show ${id}`, ADA, ALERTS);
    await bot.press(one, words.again);
    expect((await bot.services.storage.quarantine.find(id))?.report.state).toBe('replayed');
    expect((await bot.services.storage.events.find(id))?.event.type).toBe('robot.alert');
  });
});

describe('quarantine', () => {
  it('says that a report is not understood now either, and cuts a long body with a word', async () => {
    const { bot, level } = await withAcme();
    const id = await withHeld(bot, level, 'x'.repeat(100_000));
    expect((await bot.ask(`quarantine show ${id}`, ADA, ALERTS)).text).toContain('prints all 100000 bytes');
    expect((await bot.ask(`quarantine replay ${id}`, ADA, ALERTS)).text).toContain(
      'not understood now either',
    );
  });

  it('names the nearest second word, and what is not there', async () => {
    const { bot } = await withAcme();
    expect((await bot.ask('quarantine dismis x', ADA, ALERTS)).text).toContain('quarantine dismiss?');
    expect((await bot.ask('quarantine show nothing', ADA, ALERTS)).text).toContain('That was not found.');
    expect((await bot.ask('quarantine dismiss nothing', ADA, ALERTS)).text).toContain('That was not found.');
    expect((await bot.ask('quarantine', EVE, ALERTS)).text).toContain(`<@${ADA}>`);
  });
});
