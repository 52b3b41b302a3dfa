import { Secret, silentLogger } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, FakeClock } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SlackbotConfig } from '../src/config.ts';
import { startSlackbot } from '../src/slackbot.ts';
import { buildServices } from './build-services.ts';
import { startSlackStandIn } from './slack-stand-in/start-slack-stand-in.ts';
import { ADA, configFor, startBot } from './start-bot.ts';

async function start(change: (config: SlackbotConfig) => Partial<SlackbotConfig>) {
  const clock = new FakeClock();
  const slack = await startSlackStandIn({ clock });
  onTestFinished(() => slack.stop());
  const config = configFor(slack, { transport: 'socket' });
  return startSlackbot({
    ...buildServices({
      configuredAdministrators: [],
      storage: await openStorage('memory:', { clock }),
      clock,
      logger: silentLogger,
    }),
    config: { ...config, ...change(config) },
  });
}

describe('starting', () => {
  it.each<[string, (config: SlackbotConfig) => Partial<SlackbotConfig>, string]>([
    [
      'a bot token that Slack does not know',
      () => ({ access: { kind: 'token', botToken: new Secret('xoxb-wrong') } }),
      'invalid_auth',
    ],
    [
      'a bot token in the place of the app token',
      ({ access }) => ({
        transport: { kind: 'socket', appToken: access.kind === 'token' ? access.botToken : new Secret('') },
      }),
      'not_allowed_token_type',
    ],
  ])('fails with Slack’s own word for %s, and never with the token', async (_, change, word) => {
    await expect(start(change)).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringContaining(word) as string,
    });
    await expect(start(change)).rejects.not.toMatchObject({
      message: expect.stringContaining('xoxb') as string,
    });
  });

  it('fails, and does not end the process by itself, when Slack cannot be reached', async () => {
    const starting = start(() => ({ apiUrl: 'http://127.0.0.1:9/api/' }));
    await expect(starting).rejects.toMatchObject({ code: 'configuration-invalid' });
  });
});

describe('Socket Mode', () => {
  it('comes again when Slack refreshes the connection, and answers as before', async () => {
    const bot = await startBot();
    await bot.ask('help');
    bot.slack.socket.refresh();
    await eventually('a second connection', () => bot.slack.socket.connected() === 2);
    await eventually('one connection left', () => bot.slack.socket.connections() === 1);
    expect((await bot.ask('help')).text).toContain('Help for');
  });

  it.each([
    ['waits to come again', 0],
    ['is let in, but not greeted yet', 2],
  ])('stops while it %s, without a rejection that nobody handles', async (_, connections) => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    onTestFinished(() => {
      process.off('unhandledRejection', listener);
    });
    const bot = await startBot();
    const { socket } = bot.slack;
    socket.keepQuiet();
    socket.refresh();
    await eventually('that moment', () =>
      connections === 0 ? socket.connections() === 0 : socket.connected() === connections,
    );
    await bot.slackbot.stop();
    await eventually('no connection', () => socket.connections() === 0);
    expect(unhandled).toEqual([]);
  });
});

describe('stopping', () => {
  it('waits for the answers under way', async () => {
    const gate = Promise.withResolvers<undefined>();
    const bot = await startBot({
      transport: 'http',
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async load(level) {
            await gate.promise;
            return storage.settings.load(level);
          },
        },
      }),
    });
    const command = bot.slack.newCommand('view', ADA);
    await bot.slack.post(bot.slackbot.url ?? '', command);
    const stopped = bot.slackbot.stop();
    gate.resolve(undefined);
    await stopped;
    expect(command.answers()).toHaveLength(1);
  });
});
