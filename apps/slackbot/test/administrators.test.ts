import { addOrganization, AppError, MINUTE, offerClaimCode, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const OPS = 'S0OPS';

async function withAcme(bot: RunningBot): Promise<void> {
  await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
  await addOrganization(bot.services, root, { slug: 'umbrella', name: 'Umbrella' });
}

describe.each(['socket', 'http'] as const)('an administrator of one organization, over %s', (transport) => {
  it('is named with a mention, and sees and changes that organization alone', async () => {
    const bot = await startBot({ transport });
    await withAcme(bot);
    expect((await bot.ask('view org acme', EVE)).text).toContain('for administrators');
    const added = await bot.ask(`admins add <@${EVE}|eve> org acme`);
    expect(added.text).toContain(`<@${EVE}> administers Acme now.`);

    expect((await bot.ask('view', EVE)).text).toContain('Mail settings of Acme');
    expect((await bot.ask('set default-from-display-name "Acme mail"', EVE)).text).toContain('Saved');
    expect((await bot.ask('orgs', EVE)).text).not.toContain('umbrella');
    expect((await bot.ask('view org umbrella', EVE)).text).toContain('There is no organization umbrella');
    expect((await bot.ask('view org umbrellb', EVE)).text).not.toContain('umbrella');
    for (const line of [
      'view host',
      'lock smtp-host',
      'maintenance on',
      'orgs add x X',
      'admins add <@U0X> host',
    ])
      expect((await bot.ask(line, EVE)).text).toMatch(/You may not do this here|administrators/);
    expect(await bot.services.storage.maintenance.mode()).toBe('off');
  });

  it('may name others for it, and is written to the audit log with team and channel', async () => {
    const bot = await startBot({ transport });
    await withAcme(bot);
    await bot.ask(`admins add <@${EVE}> org acme`);
    await bot.ask('admins add <@U0BOB>', EVE);
    const { items } = await bot.services.storage.audit.list({ action: 'access.granted' }, { limit: 1 });
    expect(items[0]?.actor).toMatchObject({ teamId: 'T0STANDIN', userId: EVE, channelId: 'C0GENERAL' });
  });

  it('loses the right at once, after a question', async () => {
    const bot = await startBot({ transport });
    await withAcme(bot);
    await bot.ask(`admins add <@${EVE}> org acme`);
    const question = await bot.press(await bot.ask('admins org acme'), 'Remove');
    expect(question.text).toContain(`from <@${EVE}>`);
    expect((await bot.ask('view', EVE)).text).toContain('Mail settings of Acme');
    expect((await bot.press(question, 'Yes, do it')).text).toContain('any more');
    expect((await bot.ask('view org acme', EVE)).text).toContain('for administrators');
  });
});

describe('a user group', () => {
  it('gives its members the right, and takes it from who leaves within five minutes', async () => {
    const bot = await startBot();
    await withAcme(bot);
    bot.slack.groups.set(OPS, [EVE]);
    await bot.ask(`admins add <!subteam^${OPS}|@ops> org acme`);
    expect((await bot.ask('view', EVE)).text).toContain('Mail settings of Acme');
    bot.slack.groups.set(OPS, []);
    expect((await bot.ask('view', EVE)).text).toContain('Mail settings of Acme');
    bot.clock.advance(5 * MINUTE);
    expect((await bot.ask('view', EVE)).text).toContain('for administrators');
  });

  it('keeps giving it for an hour while Slack cannot be asked, and no longer', async () => {
    const bot = await startBot();
    await withAcme(bot);
    bot.slack.groups.set(OPS, [EVE]);
    await bot.ask(`admins add <!subteam^${OPS}> host`);
    await bot.ask('view', EVE);
    bot.slack.failing.set('usergroups.users.list', 'internal_error');
    bot.clock.advance(30 * MINUTE);
    expect((await bot.ask('view', EVE)).text).toContain('Mail settings of the host');
    bot.clock.advance(31 * MINUTE);
    expect((await bot.ask('view', EVE)).text).toContain('for administrators');
  });

  it('is not asked for whoever may do everything anyway', async () => {
    const bot = await startBot();
    await withAcme(bot);
    await bot.ask(`admins add <!subteam^${OPS}> org acme`);
    await bot.ask('view');
    expect(bot.slack.calls).not.toContain('usergroups.users.list');
  });
});

describe('the first system administrator', () => {
  it('claims the system with the code, after which nobody else can', async () => {
    const bot = await startBot({ administrators: [] });
    expect((await bot.ask('view')).text).toContain('postern admins claim-code');
    expect((await bot.ask('claim')).text).toContain('The code is missing.');
    const offer = await offerClaimCode({ ...bot.services, random: (bytes) => new Uint8Array(bytes).fill(9) });
    const code = offer.kind === 'offered' ? offer.code.expose() : 'none';
    expect((await bot.ask('claim 0000-0000-0000-0000')).text).toContain('not valid');
    const claimed = await bot.ask(`claim ${code}`);
    expect(claimed.text).toContain('You administer the whole system now.');
    expect((await bot.press(claimed, 'Show the settings')).text).toContain('Mail settings of the host');
    expect((await bot.ask(`claim ${code}`, EVE)).text).toContain('not valid');
    expect((await bot.ask('view', EVE)).text).toContain(`<@${ADA}>`);
    expect(bot.log.join('')).not.toContain(code);
  });

  it('cannot remove themselves while nobody else could follow', async () => {
    const bot = await startBot({ administrators: [] });
    const offer = await offerClaimCode({ ...bot.services, random: (bytes) => new Uint8Array(bytes).fill(9) });
    await bot.ask(`claim ${offer.kind === 'offered' ? offer.code.expose() : ''}`);
    expect((await bot.ask(`admins remove <@${ADA}> confirm`)).text).toContain('last person');
    await bot.ask(`admins add <@${EVE}>`);
    expect((await bot.ask(`admins remove <@${ADA}> confirm`)).text).toContain('any more');
  });
});

describe('admins', () => {
  it('is understood in French, and shows who is named in the configuration', async () => {
    const bot = await startBot({ language: 'fr' });
    expect((await bot.ask('administrateurs')).text).toContain(`<@${ADA}> · par la configuration`);
    expect((await bot.ask(`admins ajouter <@${EVE}>`)).text).toContain('administre désormais');
    expect((await bot.ask(`admins retirer <@${EVE}>`)).text).toContain('Retirer à');
  });

  it.each([
    ['admins add', 'is missing'],
    ['admins add eve', 'is no person'],
    ['admins remove <#C0GENERAL>', 'is no person'],
    ['admins kick <@U0EVE>', 'are not understood'],
    ['admins add <@U0EVE> <@U0BOB>', 'are not understood'],
  ])('refuses "%s"', async (line, why) => {
    const bot = await startBot();
    expect((await bot.ask(line)).text).toContain(why);
    expect(await bot.services.storage.grants.list()).toEqual([]);
  });

  it('lists a hundred people page by page', async () => {
    const bot = await startBot();
    for (let number = 100; number < 200; number += 1) await bot.ask(`admins add <@U0P${number}>`);
    const seen = new Set<string>();
    let page = await bot.ask('admins');
    for (;;) {
      const text = JSON.stringify(page.blocks);
      for (const [mention] of text.matchAll(/<@U0P\d+>/g)) seen.add(mention);
      if (!text.includes('Next page')) break;
      page = await bot.press(page, 'Next page');
    }
    expect(seen.size).toBe(100);
  });
});

describe('when rights cannot be read', () => {
  it('who is named in the configuration goes on, and others are told, not refused', async () => {
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        async configurationVersion() {
          throw new AppError('storage-unavailable', 'The database is gone.');
        },
      }),
    });
    expect((await bot.ask('view')).text).toContain('Mail settings of the host');
    expect((await bot.ask('view', EVE)).text).toContain('The database cannot be reached now');
  });
});
