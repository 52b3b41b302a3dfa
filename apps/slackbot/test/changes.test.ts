import { addOrganization, HOST, listAudit, organizationLevel, viewSettings, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

const valueOf = async ({ services }: RunningBot, key: string, level = HOST) => {
  const { effective } = await viewSettings(services, root, { level });
  return effective.fields.find((field) => field.key === key);
};

describe.each(['socket', 'http'] as const)('set, over %s', (transport) => {
  it('saves several fields at once, as the person who typed', async () => {
    const bot = await startBot({ transport });
    const { text } = await bot.ask(
      'set smtp-host <http://smtp.example.com|smtp.example.com> smtp-port 2525 default-from-address <mailto:robots@example.com|robots@example.com> “use-default-credentials” on host',
    );
    expect(text).toContain('Saved: smtp-host, smtp-port, default-from-address, and use-default-credentials');
    expect(await valueOf(bot, 'smtpPort')).toMatchObject({ value: 2525, origin: 'host' });
    const { items } = await listAudit(bot.services, root, {});
    expect(items[0]?.actor).toMatchObject({
      kind: 'slack',
      userId: ADA,
      teamId: 'T0STANDIN',
      channelId: 'C0GENERAL',
    });
  });

  it('takes a French line as well', async () => {
    const bot = await startBot({ transport, language: 'fr' });
    const { text } = await bot.ask('définir hôte-smtp smtp.example.com');
    expect(text).toContain('Enregistré : smtp-host');
    expect(text).toContain('Le courrier attend et rien n’est perdu.');
  });
});

describe('set', () => {
  it('makes a draft of a changed connection, and offers the test', async () => {
    const bot = await startBot();
    await bot.ask('set smtp-host a.example use-default-credentials on default-from-address a@a.example host');
    const answer = await bot.ask('set smtp-host b.example');
    expect(answer.text).toContain('Revision 2 is a draft');
    expect(await valueOf(bot, 'smtpHost')).toMatchObject({ value: 'a.example' });
    const row = answer.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(row.map(({ text }) => text.text)).toContain('Test it now');
  });

  it('names the nearest field, with an example that can be typed', async () => {
    const bot = await startBot();
    const { text } = await bot.ask('set smtp-prot 587');
    expect(text).toContain('There is no field smtp-prot, so nothing was saved.');
    expect(text).toContain('Did you mean smtp-port? For example: /email-settings set smtp-port 587');
  });

  it('refuses a password, says what to do, and keeps nothing of it', async () => {
    for (const language of ['en', 'fr'] as const) {
      const bot = await startBot({ language });
      const { text } = await bot.ask('set smtp-password hunter2-secret host');
      expect(text).toContain(
        language === 'en' ? 'change it on the mail server now' : 'changez-le maintenant',
      );
      expect(text).not.toContain('hunter2');
      expect(bot.log.join('')).not.toContain('hunter2');
      expect((await listAudit(bot.services, root, {})).items).toEqual([]);
    }
  });

  it.each([
    'set smtp-pasword hunter2',
    'set smtp-prot 587 smtp-password hunter2',
    'set mot-de-passe hunter2',
    'set smtp-password "hunter2',
    'set smtp-host a.example smtp-host b.example smtp-password hunter2',
  ])('advises to change a password although the line was refused for something else: %s', async (line) => {
    for (const [language, advice] of [
      ['en', 'it has passed through Slack: change it'],
      ['fr', 'il est passé par Slack : changez-le'],
    ] as const) {
      const bot = await startBot({ language });
      const { text } = await bot.ask(line);
      expect(text).toContain(advice);
      expect(text).not.toContain('hunter2');
      expect(bot.log.join('')).not.toContain('hunter2');
      expect((await listAudit(bot.services, root, {})).items).toEqual([]);
    }
  });

  it('does not repeat a word that stands behind a value, for it may be a secret', async () => {
    const bot = await startBot();
    const { text } = await bot.ask('set smtp-host a.example hunter2');
    expect(text).toContain('Word 3 behind the command names no field');
    expect(text).not.toContain('hunter2');
  });

  it.each([
    ['set default-from-display-name Acme Host', 'default-from-display-name'],
    ['set default-from-display-name Acme Org Mail', 'default-from-display-name'],
    ['set host default-from-display-name Host Europe', 'Europe'],
    ['set smtp-host host', 'smtp-host'],
    ['set smtp-port 25 reply-to org acme', 'reply-to'],
  ])('does not take a part of a value for a level: %s', async (line, shown) => {
    const bot = await startBot();
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const { text } = await bot.ask(line);
    expect(text).toContain(
      shown === 'Europe' ? 'names more than one level' : `belongs to the value of ${shown}`,
    );
    expect((await listAudit(bot.services, root, { action: 'settings.activated' })).items).toEqual([]);
  });

  it('takes the level behind a value, in quotes or small letters', async () => {
    const bot = await startBot();
    expect((await bot.ask('set default-from-display-name "Acme Host" host')).text).toContain('Saved');
    expect(await valueOf(bot, 'defaultFromDisplayName')).toMatchObject({ value: 'Acme Host' });
    expect((await bot.ask('set default-from-display-name Robots host')).text).toContain('Saved');
    expect((await bot.ask('set Host default-from-display-name=Mail')).text).toContain('Saved');
    expect(await valueOf(bot, 'defaultFromDisplayName')).toMatchObject({ value: 'Mail' });
  });

  it('finds what was meant among the French labels too', async () => {
    const bot = await startBot({ language: 'fr' });
    for (const [typed, field] of [
      ['prot-smtp', 'smtp-port'],
      ['Hotte-SMTP', 'smtp-host'],
      ['expéditeur', 'default-from-display-name'],
    ] as const)
      expect((await bot.ask(`définir ${typed} x`)).text).toContain(`Vouliez-vous dire ${field} ?`);
  });

  it('refuses a field that is given twice', async () => {
    const bot = await startBot();
    expect((await bot.ask('set smtp-port 25 smtp-port=26')).text).toContain('smtp-port is given twice');
    expect(await valueOf(bot, 'smtpPort')).toMatchObject({ origin: 'default' });
  });

  it('says all that core finds wrong, and saves nothing', async () => {
    const bot = await startBot();
    const { text } = await bot.ask('set smtp-port 99999 default-from-address nobody');
    expect(text).toContain('smtp-port');
    expect(text).toContain('default-from-address');
    expect(await valueOf(bot, 'smtpPort')).toMatchObject({ origin: 'default' });
  });

  it('is not for everybody', async () => {
    const bot = await startBot();
    expect((await bot.ask('set smtp-port 25', EVE)).text).toContain(`<@${ADA}>`);
  });
});

describe.each(['socket', 'http'] as const)('what asks first, over %s', (transport) => {
  it('takes fields away after the question, and not before', async () => {
    const bot = await startBot({ transport });
    await bot.ask('set reply-to help@example.com');
    const question = await bot.ask('unset reply-to');
    expect(question.text).toContain('This takes away reply-to');
    expect(await valueOf(bot, 'replyTo')).toMatchObject({ value: 'help@example.com' });
    expect((await bot.press(question, 'Yes, do it')).text).toContain('Taken away: reply-to');
    expect(await valueOf(bot, 'replyTo')).toMatchObject({ value: null });
  });

  it('resets an organization to the host’s values, and leaves it at a no', async () => {
    const bot = await startBot({ transport, language: 'fr' });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme & <fils>' });
    const level = organizationLevel(acme.id);
    await bot.ask('set default-from-display-name Acme org acme');
    const question = await bot.ask('réinitialiser org acme');
    await bot.press(question, 'Non, laisser');
    expect(await valueOf(bot, 'defaultFromDisplayName', level)).toMatchObject({ value: 'Acme' });
    expect((await bot.press(question, 'Oui, le faire')).text).toContain('peut être rétabli');
    expect(await valueOf(bot, 'defaultFromDisplayName', level)).toMatchObject({ value: null });
  });
});

describe('reset and activate', () => {
  it('ask nothing where nothing is set', async () => {
    const bot = await startBot();
    const answer = await bot.ask('reset host');
    expect(answer.text).not.toContain('every organization that inherits them');
    expect(JSON.stringify(answer.blocks)).not.toContain('confirm');
  });

  it('say what the host’s reset means for everybody', async () => {
    const bot = await startBot();
    await bot.ask('set reply-to help@example.com');
    expect((await bot.ask('reset host')).text).toContain('every organization that inherits them');
    expect((await bot.ask('reset host now')).text).toContain('are not understood here: now');
  });

  it('make a draft active without a test, which the audit log says', async () => {
    const bot = await startBot();
    await bot.ask('set smtp-host a.example use-default-credentials on default-from-address a@a.example host');
    await bot.ask('set smtp-host b.example');
    const question = await bot.ask('activate host');
    expect(await valueOf(bot, 'smtpHost')).toMatchObject({ value: 'a.example' });
    expect((await bot.press(question, 'Yes, do it')).text).toContain('is active, without a test');
    expect(await valueOf(bot, 'smtpHost')).toMatchObject({ value: 'b.example' });
    const { items } = await listAudit(bot.services, root, {});
    expect(items[0]?.action).toBe('settings.activated-anyway');
  });

  it('say that there is nothing to do, instead of asking', async () => {
    const bot = await startBot();
    expect((await bot.ask('activate host')).text).toContain('nothing to activate');
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    await bot.ask('set reply-to help@example.com host');
    expect((await bot.ask('unset reply-to org acme')).text).toContain('Acme has not set reply-to itself');
    await bot.ask('set smtp-host a.example use-default-credentials on default-from-address a@a.example host');
    await bot.ask('set smtp-port 2525 host');
    expect((await bot.ask('unset smtp-port host')).text).toContain('This takes away smtp-port');
    expect(acme.slug).toBe('acme');
  });

  it('say that there is no draft', async () => {
    const bot = await startBot();
    expect((await bot.ask('activate confirm')).text).toContain('That is not possible.');
  });
});
