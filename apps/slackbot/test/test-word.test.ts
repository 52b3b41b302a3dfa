import { addOrganization, changeSettings, HOST, organizationLevel, Secret, type Actor } from '@postern/core';
import { startSmtpSink, type SmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

/** A host that sends through a real server. */
async function withServer(
  options: Parameters<typeof startBot>[0] & { readonly sink?: Parameters<typeof startSmtpSink>[0] } = {},
): Promise<RunningBot & { readonly sink: SmtpSink }> {
  const sink = await startSmtpSink(options.sink);
  onTestFinished(() => sink.close());
  const bot = await startBot(options);
  await changeSettings(bot.services, root, {
    level: HOST,
    set: {
      'smtp-host': '127.0.0.1',
      'smtp-port': String(sink.port),
      'use-default-credentials': 'on',
      'secure-connection': 'off',
      'default-from-address': 'robots@example.com',
    },
    unset: [],
  });
  return { ...bot, sink };
}

const WAYS = (['socket', 'http'] as const).flatMap((transport) =>
  (['en', 'fr'] as const).map((language) => ({ transport, language })),
);

describe.each(WAYS)('test, over $transport, in $language', ({ transport, language }) => {
  const words = {
    en: { accepted: 'Accepted by 127.0.0.1', stage: 'Recipient (RCPT TO)', running: 'The test is running.' },
    fr: {
      accepted: 'Accepté par 127.0.0.1',
      stage: 'Destinataire (RCPT TO)',
      running: 'Le test est en cours.',
    },
  }[language];

  it('sends a real mail, tells each stage in a direct message, and ends with what it proved', async () => {
    const bot = await withServer({ transport, language });
    const { text } = await bot.ask('test ops@acme.example');
    expect(text).toContain(words.accepted);
    expect(text).toContain(words.stage);
    expect(bot.sink.mails.map(({ to }) => to)).toEqual([['ops@acme.example']]);
    const [message] = bot.slack.messages;
    expect(message?.channel).toBe(`D0${ADA}`);
    expect(message?.versions[0]?.text).toContain(words.running);
    expect(message?.versions.at(-1)?.text).toBe(text);
  });
});

describe('test', () => {
  it('shows by which mechanism a refused sign-in was tried, and what was offered', async () => {
    const user = { name: 'robots', secret: 'hunter2-secret', mechanisms: ['LOGIN', 'CRAM-MD5'] };
    const bot = await withServer({ sink: { user } });
    const sent = { smtpUsername: 'robots', smtpPassword: new Secret('another-secret') };
    const set = { ...sent, useDefaultCredentials: false };
    await changeSettings(bot.services, root, { level: HOST, set });
    const { text } = await bot.ask('test');
    expect(text).toContain('tried by: CRAM-MD5');
    expect(text).toContain('offered: LOGIN CRAM-MD5');
    expect(text).not.toContain('another-secret');
  });

  it('explains a refusal by cause and cure', async () => {
    const bot = await withServer({ sink: { script: { rcptTo: '550 5.1.1 No such user here' } } });
    const { text } = await bot.ask('test gone@acme.example');
    expect(text).toContain('The test failed.');
    expect(text).toContain('Cause:');
    expect(text).toContain('What to do:');
    expect(text).toContain('550 5.1.1');
    expect(text).not.toContain('repeat it');
  });

  it.each([
    ['en', 'not this test: repeat it in a few minutes'],
    ['fr', 'pas ce test : refaites-le dans quelques minutes'],
  ] as const)('says that it is not tried again by itself, where mail is, in %s', async (language, said) => {
    const bot = await withServer({ language, sink: { script: { rcptTo: '450 4.2.0 Greylisted' } } });
    expect((await bot.ask('test ops@acme.example')).text).toContain(said);
  });

  it('makes a draft active that passes, and one press undoes it', async () => {
    const bot = await withServer();
    const other = await startSmtpSink();
    onTestFinished(() => other.close());
    await changeSettings(bot.services, root, {
      level: HOST,
      set: { 'smtp-port': String(other.port) },
      unset: [],
    });
    const answer = await bot.ask('test');
    expect(answer.text).toContain('Revision 2 is active');
    const labels = answer.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(labels.map(({ text }) => text.text)).toContain('Undo: the revision before');
  });

  it('says that there is nothing to test at a host that was never set up', async () => {
    const bot = await startBot();
    expect((await bot.ask('test')).text).toContain('There is nothing to test yet.');
  });

  it('refuses what is no address, and tries nothing', async () => {
    const bot = await withServer();
    expect((await bot.ask('test ops@')).text).toContain('ops@ is not a mail address');
    expect((await bot.ask('test a@b.example now')).text).toContain('are not understood here: now');
    expect(bot.sink.mails).toEqual([]);
  });

  it('lets one person test a level five times in ten minutes', async () => {
    const bot = await withServer();
    for (let time = 0; time < 5; time += 1) await bot.ask('test');
    expect((await bot.ask('test')).text).toContain('Try again in 10 min.');
  });

  it('answers all the same when the direct message cannot be sent', async () => {
    const bot = await withServer();
    bot.slack.failing.set('conversations.open', 'missing_scope');
    expect((await bot.ask('test ops@acme.example')).text).toContain('Accepted by 127.0.0.1');
    expect(bot.slack.messages).toEqual([]);
  });

  it('is for those who administer the level, and does not tell others that it exists', async () => {
    const bot = await withServer();
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    expect(organizationLevel(acme.id).kind).toBe('organization');
    expect((await bot.ask('test org acme', EVE)).text).toContain('administrators');
    expect(bot.sink.mails).toEqual([]);
  });
});
