import { addOrganization, grantAccess, organizationLevel, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/registry.ts';
import { ADA, EVE, startBot, type BotOptions } from './start-bot.ts';
import { textOf, viewHands } from './view-hands.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
/** Administers Acme and nothing else. */
const BOB = 'U0BOB';

const WORDS = COMMANDS.flatMap(({ name, subcommands }) =>
  subcommands.map(({ word, audience, opensModal = false }) => ({ name, word, audience, opensModal })),
);

/** What every word answers to one person, by `command word`. */
async function everyAnswer(options: BotOptions, userId: string): Promise<ReadonlyMap<string, string>> {
  const bot = await startBot(options);
  const [ada] = [...bot.slack.users.values()];
  bot.slack.users.set(BOB, { id: BOB, locale: ada?.locale ?? 'en-GB' });
  const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
  await addOrganization(bot.services, root, { slug: 'umbrella', name: 'Umbrella' });
  await grantAccess(bot.services, root, {
    level: organizationLevel(acme.id),
    holder: { kind: 'user', teamId: 'T0STANDIN', userId: BOB },
  });
  const hands = viewHands(bot);
  const answers = new Map<string, string>();
  for (const { name, word, opensModal } of WORDS) {
    const answer = opensModal
      ? textOf(await hands.open(word, userId, name))
      : (await bot.ask(word, userId, name)).text;
    answers.set(`${name} ${word}`, answer.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'));
  }
  return answers;
}

it('is asked for its answer', () => {
  expect(WORDS.length).toBeGreaterThan(25);
});

describe.each(['socket', 'http'] as const)('every word, over %s', (transport) => {
  it.each([
    ['a system administrator', ADA],
    ['an administrator of one organization', BOB],
    ['somebody without rights', EVE],
  ])(
    'answers %s, in their language',
    async (_who, userId) => {
      const english = await everyAnswer({ transport, language: 'en' }, userId);
      const french = await everyAnswer({ transport, language: 'fr' }, userId);
      for (const { name, word, audience } of WORDS) {
        const line = `${name} ${word}`;
        const [en = '', fr = ''] = [english.get(line), french.get(line)];
        expect(en.trim(), line).not.toBe('');
        expect(fr, line).not.toBe(en);
        if (userId === EVE && audience === 'administrators')
          for (const answer of [en, fr]) expect(answer, line).toContain(`<@${ADA}>`);
        // Other organizations do not exist for who may not see them.
        if (userId !== ADA) for (const answer of [en, fr]) expect(answer, line).not.toMatch(/umbrella/i);
      }
    },
    60_000,
  );
});
