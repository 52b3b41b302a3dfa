import { changeSettings, HOST, viewSettings, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type BotOptions, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

async function withRevisions(count: number, options: BotOptions = {}): Promise<RunningBot> {
  const bot = await startBot(options);
  for (let number = 1; number <= count; number += 1)
    await changeSettings(bot.services, root, {
      level: HOST,
      set: { 'default-from-display-name': `Robots ${String(number)}` },
      unset: [],
    });
  return bot;
}

const senderName = async ({ services }: RunningBot) => {
  const { effective } = await viewSettings(services, root, { level: HOST });
  return effective.fields.find(({ key }) => key === 'defaultFromDisplayName')?.value;
};

describe.each(['socket', 'http'] as const)('history and rollback, over %s', (transport) => {
  it('lists the newest ten, and the older ones at a press', async () => {
    const bot = await withRevisions(12, { transport });
    const first = await bot.ask('history host');
    expect(first.text).toContain('12 · active');
    expect(first.text).not.toContain('\n2 ·');
    const older = await bot.press(first, 'Older ones');
    expect(older.text).toContain('\n2 · superseded');
    expect((await bot.press(older, 'The newest')).blocks).toEqual(first.blocks);
  });

  it('goes back to a revision as a new one', async () => {
    const bot = await withRevisions(2, { transport, language: 'fr' });
    const { text } = await bot.ask('revenir 1');
    expect(text).toContain('ceux de la révision 1');
    expect(text).toContain('sous le numéro 3');
    expect(await senderName(bot)).toBe('Robots 1');
  });
});

describe('rollback', () => {
  it.each(['rollback', 'rollback draft', 'rollback 0', 'rollback 1 2'])(
    'does nothing for %j',
    async (line) => {
      const bot = await withRevisions(2);
      expect((await bot.ask(line)).text).toContain('Which revision?');
      expect(await senderName(bot)).toBe('Robots 2');
    },
  );

  it('says when there is no such revision, and when it is active already', async () => {
    const bot = await withRevisions(2);
    expect((await bot.ask('rollback 9')).text).toContain('That was not found.');
    expect((await bot.ask('rollback 2')).text).toContain('is the active one already');
  });

  it('asks before it drops a draft, and only then', async () => {
    const bot = await withRevisions(1);
    await bot.ask('set smtp-host a.example use-default-credentials on default-from-address a@a.example host');
    await bot.ask('set smtp-host b.example host');
    const question = await bot.ask('rollback 1 host');
    expect(question.text).toContain('drops the draft, revision 3');
    const draft = async () => (await viewSettings(bot.services, root, { level: HOST })).draft;
    expect((await draft())?.revision.number).toBe(3);
    expect((await bot.press(question, 'Yes, do it')).text).toContain('as in revision 1 again');
    expect(await draft()).toBeNull();
  });

  it('is not for everybody', async () => {
    const bot = await withRevisions(2);
    expect((await bot.ask('rollback 1', EVE)).text).toContain(`<@${ADA}>`);
    expect(await senderName(bot)).toBe('Robots 2');
  });
});

it('a level without revisions says so', async () => {
  const bot = await startBot();
  expect((await bot.ask('history')).text).toContain('Nothing was ever set at this level.');
});
