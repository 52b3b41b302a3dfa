import { changeSettings, confirmArrival, HOST, Secret, type Actor } from '@postern/core';
import { eventually, startSmtpSink, type SmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADA, startBot, type BotOptions, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const PAGES = 'https://postern.example';

async function withServer(options: BotOptions = {}): Promise<RunningBot & { readonly sink: SmtpSink }> {
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const bot = await startBot({ publicUrl: PAGES, ...options });
  await changeSettings(bot.services, root, {
    level: HOST,
    set: {
      smtpHost: '127.0.0.1',
      smtpPort: sink.port,
      secureConnection: false,
      useDefaultCredentials: true,
      defaultFromAddress: 'robots@example.com',
    },
  });
  return { ...bot, sink };
}

/** The link that the mail carries. */
function linkIn(sink: SmtpSink): Secret {
  // Quoted-printable breaks long lines and writes `=` as `=3D`.
  const raw = String(sink.mails.at(-1)?.raw ?? '').replaceAll(/=\r?\n/g, '');
  return new Secret(/https:\/\/postern\.example\/links\/([\w-]{43})/.exec(raw)?.[1] ?? '');
}

describe.each([
  ['en', 'It arrived: said so 42 s after', 'Accepted by', 'test mail arrived'],
  ['fr', 'Il est arrivé : confirmé 42 s après', 'Accepté par', 'message de test arrivé'],
] as const)('a test mail, in %s', (language, arrived, accepted, remembered) => {
  it('has a link by which the message about the test says that it has arrived', async () => {
    const bot = await withServer({ language });
    await bot.ask('test ops@acme.example');
    bot.clock.advance(42_000);
    expect(await confirmArrival(bot.services, linkIn(bot.sink))).toMatchObject({ outcome: 'confirmed' });
    const [message] = bot.slack.messages;
    const last = () => message?.versions.at(-1)?.text ?? '';
    await eventually('the change', () => last().includes(arrived));
    expect(last()).toContain(accepted);
    expect(message?.channel).toBe(`D0${ADA}`);
    expect(bot.slack.messages).toHaveLength(1);
    expect((await bot.ask('history host')).text).toContain(remembered);
  });
});

describe('a test mail', () => {
  it('is answered by a new direct message when the one about the test is gone', async () => {
    const bot = await withServer();
    await bot.ask('test ops@acme.example');
    bot.slack.failing.set('chat.update', 'message_not_found');
    await confirmArrival(bot.services, linkIn(bot.sink));
    const message = await eventually('a new message', () => bot.slack.messages[1]);
    expect(message.versions[0]?.text).toContain('It arrived');
  });

  it('has no link when nobody knows where the pages are, and promises none', async () => {
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const bot = await startBot();
    await changeSettings(bot.services, root, {
      level: HOST,
      set: {
        smtpHost: '127.0.0.1',
        smtpPort: sink.port,
        secureConnection: false,
        useDefaultCredentials: true,
        defaultFromAddress: 'robots@example.com',
      },
    });
    const { text } = await bot.ask('test ops@acme.example');
    expect(String(sink.mails[0]?.raw)).not.toContain('/links/');
    expect(text).not.toContain('It arrived');
  });
});
