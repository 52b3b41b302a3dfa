import { AppError } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot } from './start-bot.ts';

describe.each(['socket', 'http'] as const)('over %s', (transport) => {
  it('acknowledges while the database hangs, and answers when it comes back', async () => {
    const gate = Promise.withResolvers<undefined>();
    const bot = await startBot({
      transport,
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
    if (bot.slackbot.url === null) await bot.slack.socket.send(command.fields);
    else expect((await bot.slack.post(bot.slackbot.url, command)).status).toBe(200);
    expect(command.answers()).toEqual([]);
    gate.resolve(undefined);
    const answer = await eventually('an answer', () => command.answers()[0]);
    expect(answer.text).toContain('Mail settings of the host');
  });

  it('says that the database is gone, under a reference that the log explains', async () => {
    const bot = await startBot({
      transport,
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async load() {
            throw new AppError('storage-unavailable', 'The database /srv/postern.db cannot be read.');
          },
        },
      }),
    });
    const { text } = await bot.ask('view');
    expect(text).toContain('The database cannot be reached now, so nothing was done.');
    expect(text).toContain('Try again in a minute.');
    expect(text).not.toContain('/srv');
    const reference = /Reference (\S+)/.exec(text)?.[1] ?? 'none';
    const line = bot.log.find((one) => one.includes(reference) && one.includes('"level":"error"'));
    expect(line).toContain('storage-unavailable');
  });

  it('calls a defect a defect, without its details', async () => {
    const bot = await startBot({
      transport,
      language: 'fr',
      around: (storage) => ({
        ...storage,
        settings: {
          ...storage.settings,
          async load() {
            throw new TypeError('undefined is not a function at secret-place.ts:12');
          },
        },
      }),
    });
    const { text } = await bot.ask('view');
    expect(text).toContain('Une erreur s’est produite dans Postern.');
    expect(text).not.toContain('secret-place');
  });
});

describe('the way back to the person', () => {
  it('falls back to plain text when Slack does not take the message', async () => {
    const bot = await startBot();
    bot.slack.responseUrls.failNext(1);
    const answer = await bot.ask('help');
    expect(answer.blocks).toEqual([]);
    expect(answer.text).toContain('Help for /email-settings');
  });

  it('falls back to a message by the bot when the response address is of no use', async () => {
    const bot = await startBot();
    bot.slack.responseUrls.failNext(2);
    const command = bot.slack.newCommand('help', EVE);
    await bot.slack.socket.send(command.fields);
    const message = await eventually('a message', () => bot.slack.posted[0]);
    expect(message.text).toContain('Help for /email-settings');
  });

  it('answers in English when Slack does not tell the language', async () => {
    const bot = await startBot({ language: 'fr' });
    bot.slack.failing.set('users.info', 'missing_scope');
    expect((await bot.ask('help')).text).toContain('Help for /email-settings');
  });

  it('asks for the language once', async () => {
    const bot = await startBot();
    await bot.ask('help');
    await bot.ask('help');
    expect(bot.slack.calls.filter((method) => method === 'users.info')).toHaveLength(1);
  });
});
