import {
  addOrganization,
  changePolicy,
  changeSettings,
  HOST,
  MINUTE,
  organizationLevel,
  Secret,
  submitSecret,
  viewSettings,
  type Actor,
} from '@postern/core';
import { eventually, startSmtpSink, type SmtpSink } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from './slack-stand-in/response-urls.ts';
import { ADA, EVE, startBot, type BotOptions, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const PAGES = 'https://postern.example';
const PASSWORD = 'correct horse battery staple';

/** A host whose server wants a password that is not there yet. */
async function withServer(options: BotOptions = {}): Promise<RunningBot & { readonly sink: SmtpSink }> {
  const sink = await startSmtpSink({ user: { name: 'robots', secret: PASSWORD } });
  onTestFinished(() => sink.close());
  const bot = await startBot({ publicUrl: PAGES, ...options });
  await changeSettings(bot.services, root, {
    level: HOST,
    set: {
      smtpHost: '127.0.0.1',
      smtpPort: sink.port,
      secureConnection: false,
      smtpUsername: 'robots',
      defaultFromAddress: 'robots@example.com',
    },
  });
  return { ...bot, sink };
}

/** The address on the button of a message. */
function linkOf({ blocks }: Pick<Answer, 'blocks'>): string {
  const row = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  return row.find(({ url }) => url !== undefined)?.url ?? '';
}

/** What the gateway does with the form of that page. */
function enter(bot: RunningBot, address: string, secret = PASSWORD) {
  const token = new Secret(address.replace(`${PAGES}/links/`, ''));
  const rolesNow = () => Promise.resolve({ systemAdministrator: true, organizationIds: [] });
  return submitSecret({ ...bot.services, rolesNow }, { token, secret: new Secret(secret) });
}

const WAYS = (['socket', 'http'] as const).flatMap((transport) =>
  (['en', 'fr'] as const).map((language) => ({ transport, language })),
);

describe.each(WAYS)('secret, over $transport, in $language', ({ transport, language }) => {
  const words = {
    en: {
      once: 'once, within 10 minutes',
      saved: 'smtp-password of the host is saved',
      proven: 'lets us send',
    },
    fr: {
      once: 'une seule fois, dans les 10 minutes',
      saved: 'smtp-password est enregistré pour l’hôte',
      proven: 'nous laisse envoyer',
    },
  }[language];

  it('gives a page, says once the secret is saved, and goes on to the test', async () => {
    const bot = await withServer({ transport, language });
    const command = bot.slack.newCommand('secret smtp-password', ADA);
    if (bot.slackbot.url === null) await bot.slack.socket.send(command.fields);
    else await bot.slack.post(bot.slackbot.url, command);
    const answer = await eventually('the link', () => command.answers()[0]);
    expect(answer.responseType).toBe('ephemeral');
    expect(answer.text).toContain(words.once);
    const address = linkOf(answer);
    expect(address).toMatch(/^https:\/\/postern\.example\/links\/[\w-]{43}$/);
    expect(answer.text).not.toContain(address);

    expect(await enter(bot, address)).toMatchObject({ outcome: 'saved', link: { language } });
    const [, saved, tested] = await eventually('both answers', () =>
      command.answers().length === 3 ? command.answers() : null,
    );
    expect(saved?.text).toContain(words.saved);
    expect(tested?.text).toContain(words.proven);
    expect([saved?.replaces, tested?.replaces]).toEqual([true, true]);
    expect(bot.slack.messages.at(-1)?.channel).toBe(`D0${ADA}`);
    expect(bot.slack.messages.at(-1)?.versions.at(-1)?.text).toBe(tested?.text);
    const written = bot.log.join('');
    for (const hidden of [PASSWORD, address.split('/').at(-1) ?? '']) expect(written).not.toContain(hidden);
  });
});

describe('secret', () => {
  it('tells by a direct message when Slack takes no answer in the channel any more', async () => {
    const bot = await withServer();
    const address = linkOf(await bot.ask('secret smtp-password host'));
    bot.slack.responseUrls.failNext(2);
    await enter(bot, address);
    const texts = () => bot.slack.messages.flatMap(({ versions }) => versions.map(({ text }) => text));
    await eventually('the message', () => texts().some((text) => text.includes('is saved')));
    await eventually('the test', () => texts().some((text) => text.includes('lets us send')));
  });

  it('tells once, also when another process had taken it and died over it', async () => {
    const bot = await withServer();
    const { links } = bot.services.storage;
    const address = linkOf(await bot.ask('secret smtp-password'));
    await enter(bot, address);
    const now = bot.clock.now();
    await links.takeUsed({ now, leaseUntil: now + 5 * MINUTE, limit: 9 });
    bot.clock.advance(5 * MINUTE);
    const told = () =>
      bot.slack.messages.filter(({ versions }) => versions.at(-1)?.text.includes('lets us send'));
    await eventually('the test', () => told().length > 0);
    await eventually('the answer to be written down', async () => {
      const later = bot.clock.now() + 5 * MINUTE;
      return (await links.takeUsed({ now: later, leaseUntil: later, limit: 9 })).length === 0;
    });
    expect(told()).toHaveLength(1);
  });

  it('explains why the test fails with the secret that was entered', async () => {
    const bot = await withServer();
    await enter(bot, linkOf(await bot.ask('secret smtp-password')), 'a wrong one');
    const last = await eventually('the test', () =>
      bot.slack.messages.find(({ versions }) => versions.at(-1)?.text.includes('The test failed')),
    );
    expect(last.versions.at(-1)?.text).not.toContain('a wrong one');
  });

  it('says which variable is missing when nobody knows where the pages are', async () => {
    const bot = await startBot();
    expect((await bot.ask('secret smtp-password')).text).toContain('POSTERN_PUBLIC_URL');
  });

  it('warns of a page that is not encrypted, unless it does not leave the machine', async () => {
    for (const [publicUrl, warned] of [
      ['http://postern.example', true],
      ['http://127.0.0.1:8025', false],
      [PAGES, false],
    ] as const) {
      const bot = await withServer({ publicUrl });
      const { text } = await bot.ask('secret smtp-password');
      expect(text.includes('not encrypted')).toBe(warned);
    }
  });

  it.each([
    ['secret', 'which secret', 'secret smtp-password'],
    ['secret smtp-port', 'is no secret', 'set smtp-port'],
    ['secret hunter2', 'no secret of that name', 'oauth-client-secret'],
    ['secret smtp-password hunter2', 'change it on the mail server now', 'secret smtp-password'],
    ['secret smtp-password=hunter2', 'change it on the mail server now', 'secret smtp-password'],
    ['secret mot-de-passe-smtp', 'works once', 'Slack never gets to see it'],
  ])('answers `%s` with what to do, and repeats nothing that may be a secret', async (line, what, next) => {
    const bot = await withServer();
    const { text } = await bot.ask(line);
    expect(text).toContain(what);
    expect(text).toContain(next);
    expect(text).not.toContain('hunter2');
    expect(bot.log.join('')).not.toContain('hunter2');
  });

  it('gives no page for what could not be saved', async () => {
    const bot = await withServer();
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    expect((await bot.ask('secret smtp-password org acme')).text).toContain('set smtp-host');
    expect((await bot.ask('secret smtp-password', EVE)).text).toContain(`<@${ADA}>`);
  });

  it('saves at the organization that is named, and tests that', async () => {
    const bot = await withServer();
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme & <fils>' });
    const level = organizationLevel(acme.id);
    await changePolicy(bot.services, root, { privateNetworks: ['127.0.0.0/8'] });
    await changeSettings(bot.services, root, {
      level,
      set: {
        smtpHost: '127.0.0.1',
        smtpPort: bot.sink.port,
        secureConnection: false,
        smtpUsername: 'robots',
      },
    });
    await enter(bot, linkOf(await bot.ask('secret smtp-password org acme')));
    await eventually('the test', () =>
      bot.slack.messages.some(({ versions }) => versions.at(-1)?.text.includes('lets us send')),
    );
    const { active, draft } = await viewSettings(bot.services, root, { level });
    expect((draft?.revision ?? active)?.secrets).toEqual({ smtpPassword: 'sealed' });
  });

  it('names the page to whoever types a password all the same', async () => {
    const bot = await startBot();
    const { text } = await bot.ask('set smtp-password hunter2');
    expect(text).toContain('/email-settings secret smtp-password');
  });

  it('acknowledges the press on the button, which Slack tells as well', async () => {
    const bot = await withServer();
    await bot.ask('secret smtp-password');
    const press = bot.slack.newPress({ action_id: 'open-page' }, ADA);
    expect(await bot.slack.socket.send(press.payload, 'interactive')).toEqual({});
    expect(press.answers()).toEqual([]);
  });
});
