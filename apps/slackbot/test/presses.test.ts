import { eventually } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { buttons } from '../src/blocks/line-button.ts';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

/** A message with one button, as the stand-in takes it. */
function messageWith(typed: string, command = '/email-settings') {
  const [row] = buttons([{ text: 'Do it', line: { command, typed } }]);
  const [element] = row?.elements ?? [];
  if (element?.type !== 'button') throw new Error('no button');
  const { type, action_id, value, text } = element;
  const label = { type: 'plain_text', text: text.text } as const;
  const button = { type, action_id, value, text: label };
  return { blocks: [{ type: 'actions', elements: [button] }] } satisfies Pick<
    Parameters<RunningBot['press']>[0],
    'blocks'
  >;
}

describe.each(['socket', 'http'] as const)('a button, over %s', (transport) => {
  it('does what its line does when typed, in place of the message', async () => {
    const bot = await startBot({ transport });
    const typed = await bot.ask('help view');
    const pressed = await bot.press(messageWith('help view'), 'Do it');
    expect(pressed.blocks).toEqual(typed.blocks);
    expect([typed.replaces, pressed.replaces]).toEqual([false, true]);
    expect(pressed.responseType).toBe('ephemeral');
  });

  it('gives nobody rights that typing does not give', async () => {
    const bot = await startBot({ transport, language: 'fr' });
    const { text } = await bot.press(messageWith('view'), 'Do it', EVE);
    expect(text).toContain(`<@${ADA}>`);
  });
});

it('a button of an older version is answered with what there is now', async () => {
  const bot = await startBot();
  for (const button of [
    { action_id: 'line:0', value: '{"command":"/gone","typed":"x"}' },
    { action_id: 'line:0', value: 'not json' },
    { action_id: 'line:0', value: `{"command":"/email-settings","typed":"${'x'.repeat(2_001)}"}` },
  ]) {
    const press = bot.slack.newPress(button, ADA);
    expect(await bot.slack.socket.send(press.payload, 'interactive')).toEqual({});
    const answer = await eventually('an answer', () => press.answers()[0]);
    expect(answer.text).toContain('Help for /email-settings');
  }
});

describe.each(['socket', 'http'] as const)('what Slack sends twice, over %s', (transport) => {
  it('is done once: a replayed command, and a replayed press', async () => {
    const bot = await startBot({ transport });
    const deliver = async (
      sent: ReturnType<typeof bot.slack.newCommand> | ReturnType<typeof bot.slack.newPress>,
    ) => {
      if (bot.slackbot.url !== null) await bot.slack.post(bot.slackbot.url, sent);
      else if ('fields' in sent) await bot.slack.socket.send(sent.fields);
      else await bot.slack.socket.send(sent.payload, 'interactive');
    };
    let again = 0;
    for (const sent of [
      bot.slack.newCommand('help', ADA),
      bot.slack.newPress({ action_id: 'line:0', value: '{"command":"/email-settings","typed":"help"}' }, ADA),
    ]) {
      await deliver(sent);
      await eventually('an answer', () => sent.answers()[0]);
      await deliver(sent);
      again += 1;
      const noticed = () => bot.log.filter((line) => line.includes('answered already')).length;
      await eventually('the second to be noticed', () => noticed() === again);
      expect(sent.answers()).toHaveLength(1);
    }
  });
});
