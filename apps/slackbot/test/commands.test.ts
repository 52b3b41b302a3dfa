import {
  addOrganization,
  changePolicy,
  changeSettings,
  HOST,
  organizationLevel,
  Secret,
  type Actor,
} from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';
import type { Answer } from './slack-stand-in/response-urls.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

/** A host that sends, with a locked display name, and Acme with its own From address. */
async function furnish({ services }: RunningBot): Promise<void> {
  await changeSettings(services, root, {
    level: HOST,
    set: {
      'smtp-host': 'relay.example.com',
      'use-default-credentials': 'on',
      'secure-connection': 'off',
      'default-from-address': 'robots@example.com',
    },
    unset: [],
  });
  const acme = await addOrganization(services, root, { slug: 'acme', name: 'Acme <SA>', language: 'fr' });
  await changeSettings(services, root, {
    level: organizationLevel(acme.id),
    set: { 'default-from-address': 'acme@example.com' },
    unset: [],
  });
  await changePolicy(services, root, { lock: ['default-from-display-name'] });
}

function tableOf({ blocks }: Answer): readonly (readonly string[])[] {
  const table = blocks.find((block) => block.type === 'table');
  return table?.rows.map((row) => row.map(({ text }) => text)) ?? [];
}

const TRANSPORTS = ['socket', 'http'] as const;
const LANGUAGES = ['en', 'fr'] as const;
const WAYS = TRANSPORTS.flatMap((transport) => LANGUAGES.map((language) => ({ transport, language })));

describe.each(WAYS)('over $transport, in $language', ({ transport, language }) => {
  const words = {
    en: {
      title: 'Mail settings of the host',
      host: ['SMTP host (smtp-host)', 'relay.example.com', 'host'],
      from: ['Default from address (default-from-address)', 'acme@example.com', 'organization'],
      locked: 'default, locked by the host',
      refusal: 'Mail settings are for administrators, and you are not one of them yet.',
      ask: `Please ask <@${ADA}>.`,
      help: 'Help for /email-settings',
    },
    fr: {
      title: 'Paramètres de messagerie : l’hôte',
      host: ['Hôte SMTP (smtp-host)', 'relay.example.com', 'hôte'],
      from: ['Adresse d’expédition par défaut (default-from-address)', 'acme@example.com', 'organisation'],
      locked: 'par défaut, verrouillé par l’hôte',
      refusal:
        'Les paramètres de messagerie sont réservés aux administrateurs, et vous n’en êtes pas encore.',
      ask: `Adressez-vous à <@${ADA}>.`,
      help: 'Aide de /email-settings',
    },
  }[language];

  it('view shows an administrator what applies to the host, and where it comes from', async () => {
    const bot = await startBot({ transport, language });
    await furnish(bot);
    const answer = await bot.ask('view host');
    expect(answer.responseType).toBe('ephemeral');
    expect(answer.blocks[0]).toMatchObject({ type: 'header', text: { text: words.title } });
    expect(answer.text).toContain('/email-settings view org acme');
    expect(tableOf(answer)).toContainEqual(words.host);
    expect(answer.text).toContain(words.title);
    expect(answer.text).toContain(`${words.host[0] ?? ''}: relay.example.com (${words.host[2] ?? ''})`);
  });

  it('view shows what an organization inherits, overrides and may not change', async () => {
    const bot = await startBot({ transport, language });
    await furnish(bot);
    const answer = await bot.ask('org ACME view');
    expect(tableOf(answer)).toContainEqual(words.host);
    expect(tableOf(answer)).toContainEqual(words.from);
    expect(tableOf(answer).map((row) => row[2])).toContain(words.locked);
    // Escaped where Slack reads marks, as it is where Slack does not.
    expect(answer.text).toContain('Acme &lt;SA&gt;');
    expect(answer.blocks[0]).toMatchObject({
      text: { text: expect.stringContaining('Acme <SA>') as string },
    });
  });

  it('help lists every word to an administrator', async () => {
    const bot = await startBot({ transport, language });
    const answer = await bot.ask('help');
    expect(answer.text).toContain(words.help);
    expect(answer.text).toContain('/email-settings view [host | org NAME]');
    expect(answer.text).toContain('/email-settings help [WORD]');
  });

  it('somebody without rights gets a refusal that names whom to ask, and nothing of the settings', async () => {
    const bot = await startBot({ transport, language });
    await furnish(bot);
    for (const typed of ['view', 'view host', 'org acme view', 'view org nobody']) {
      const { text, blocks } = await bot.ask(typed, EVE);
      expect(text).toContain(words.refusal);
      expect(text).toContain(words.ask);
      expect(JSON.stringify(blocks) + text).not.toMatch(/relay\.example|acme@|Acme/);
    }
  });

  it('somebody without rights gets help on what they may use, and whom to ask for the rest', async () => {
    const bot = await startBot({ transport, language });
    const answer = await bot.ask('', EVE);
    expect(answer.text).toContain('/email-settings help [WORD]');
    expect(answer.text).not.toContain('/email-settings view');
    expect(answer.text).toContain(words.ask);
  });
});

describe('/email-settings', () => {
  it('with no words shows the host to a system administrator', async () => {
    const bot = await startBot();
    expect((await bot.ask('')).text).toContain('Mail settings of the host');
  });

  it('says that mail waits and why, while nothing is set', async () => {
    const bot = await startBot();
    const { text } = await bot.ask('view');
    expect(text).toContain('Mail waits and nothing is lost. No SMTP server is set.');
    expect(text).toContain('Nothing was ever set at this level.');
    expect(text).toContain('Next: /email-settings help');
  });

  it('tells of a draft that waits for its test, and goes on showing what applies', async () => {
    const bot = await startBot();
    await furnish(bot);
    const change = { level: HOST, set: { 'smtp-host': 'new.example.com' } };
    await changeSettings(bot.services, root, change);
    const answer = await bot.ask('view');
    expect(answer.text).toContain('A draft waits for its test: revision 2 by command-line:root');
    expect(JSON.stringify(answer)).not.toContain('new.example.com');
    expect(tableOf(answer)).toContainEqual(['SMTP host (smtp-host)', 'relay.example.com', 'host']);
  });

  it('says of a secret that there is one, and no more', async () => {
    const bot = await startBot();
    const set = {
      'smtp-host': 'relay.example.com',
      'smtp-username': 'robot',
      'smtp-password': new Secret('hunter2-hunter2'),
    };
    await changeSettings(bot.services, root, { level: HOST, set });
    const answer = await bot.ask('view');
    expect(tableOf(answer).find(([setting]) => setting?.includes('smtp-password'))?.[1]).toBe('set');
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|aHVudGVy/);
  });

  it('shows the longest values there are within what Slack takes, and says how long they are', async () => {
    const bot = await startBot();
    await furnish(bot);
    const set = { 'default-from-display-name': '👩‍🚀'.repeat(40), 'reply-to': `${'x'.repeat(64)}@example.com` };
    await changeSettings(bot.services, root, { level: HOST, set });
    const acme = await addOrganization(bot.services, root, { slug: 'emoji', name: '🏭'.repeat(100) });
    expect(acme.name).toHaveLength(200);
    expect(JSON.stringify(await bot.ask('view org emoji'))).toContain('…');
  });

  it.each([
    ['veiw host', 'Did you mean /email-settings view?'],
    ['frobnicate', '/email-settings help lists what there is.'],
    ['help veiw', 'Did you mean /email-settings help view?'],
    ['view org acmee', 'Did you mean /email-settings view org acme?'],
    ['view org umbrella-corporation', 'There are acme.'],
    ['view org', 'short name of an organization is missing'],
    ['view host org acme', 'more than one level'],
    ['view smtp-port', 'words that are not understood here: smtp-port'],
    ['view "host', 'opened but never closed'],
    ['view org “acme', 'opened but never closed'],
  ])('answers %j with what is wrong, the way on and a reference', async (typed, expected) => {
    const bot = await startBot();
    await furnish(bot);
    const { text, blocks } = await bot.ask(typed);
    expect(text).toContain(expected);
    const reference = /Reference (\S+)/.exec(text)?.[1] ?? '';
    expect(blocks.at(-1)).toMatchObject({ type: 'context' });
    expect(bot.log.join('')).toContain(reference);
  });

  it('never lets what was typed ping a channel or make a link', async () => {
    const bot = await startBot();
    const { text, blocks } = await bot.ask('&lt;!channel&gt; view `x`');
    expect(JSON.stringify(blocks) + text).not.toContain('<!channel>');
    expect(text).toContain('&lt;!channel&gt;');
  });

  it('logs who did what where, never what was typed', async () => {
    const bot = await startBot();
    await bot.ask('set smtp-password hunter2-hunter2');
    const log = bot.log.join('');
    expect(log).toContain(ADA);
    expect(log).toContain('C0GENERAL');
    expect(log).not.toContain('hunter2');
  });

  it('names nobody to ask when nobody was made an administrator, but says how that is done', async () => {
    const bot = await startBot({ administrators: [] });
    expect((await bot.ask('view', EVE)).text).toContain('postern admins claim-code');
  });

  it('gives no rights to somebody of the same id in another workspace', async () => {
    const bot = await startBot({ administrators: [{ teamId: 'T0OTHER', userId: ADA }] });
    expect((await bot.ask('view')).text).toContain('you are not one of them yet');
  });
});
