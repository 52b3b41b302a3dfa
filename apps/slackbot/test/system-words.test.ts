import { addOrganization, HOST, organizationLevel, viewSettings, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

describe.each(['socket', 'http'] as const)('the overview, over %s', (transport) => {
  it('leads on by buttons, at the level that is shown', async () => {
    const bot = await startBot({ transport });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    await bot.ask('set default-from-display-name Robots org acme');
    const overview = await bot.ask('view org acme');
    expect((await bot.press(overview, 'History')).text).toContain('Revisions of the mail settings of Acme');
    const log = await bot.press(overview, 'Audit log');
    expect(log.text).toContain('settings.activated');
    expect(log.text).toContain('defaultFromDisplayName: – → Robots');
    expect(organizationLevel(acme.id).kind).toBe('organization');
  });
});

describe('lock and unlock', () => {
  it('lock a field for organizations, and open it again', async () => {
    const bot = await startBot();
    const locked = async () => (await viewSettings(bot.services, root, { level: HOST })).policy.locks;
    expect((await bot.ask('lock default-from-address')).text).toContain('Locked for organizations');
    expect(await locked()).toEqual(['defaultFromAddress']);
    expect((await bot.ask('lock default-from-address')).text).toContain('It is like that already');
    expect((await bot.ask('unlock default-from-address')).text).toContain('Organizations may set again');
    expect(await locked()).toEqual([]);
  });

  it('say that a connection is one lock, in French too', async () => {
    const bot = await startBot({ language: 'fr' });
    expect((await bot.ask('verrouiller hôte-smtp')).text).toContain('La connexion est un seul verrou');
  });

  it('name the nearest field, and what is missing', async () => {
    const bot = await startBot();
    expect((await bot.ask('lock smtp-hots')).text).toContain('Did you mean smtp-host?');
    expect((await bot.ask('lock')).text).toContain('names no field');
  });
});

describe('audit', () => {
  it.each(['audit page:garbage', 'audit page:99'])('says that there is no such page: %s', async (line) => {
    const bot = await startBot();
    await bot.ask('set reply-to help@example.com');
    expect((await bot.ask(line)).text).toContain('There is no such page');
  });
});

describe('maintenance', () => {
  it('holds all mail, says how it is, and lets it go at a press', async () => {
    const bot = await startBot();
    const held = await bot.ask('maintenance on');
    expect(held.text).toContain('all mail is held');
    expect(await bot.services.storage.maintenance.mode()).toBe('suspended');
    expect((await bot.ask('maintenance')).text).toBe(held.text);
    await bot.press(held, 'Off');
    expect(await bot.services.storage.maintenance.mode()).toBe('off');
  });

  it('knows its words in both languages and no others', async () => {
    const bot = await startBot({ language: 'fr' });
    await bot.ask('maintenance vidange');
    expect(await bot.services.storage.maintenance.mode()).toBe('draining');
    expect((await bot.ask('maintenance constructor')).text).toContain('Il n’y a pas de mode constructor');
    expect((await bot.ask('maintenance on off')).text).toContain('Il n’y a pas de mode');
  });
});

describe('orgs', () => {
  it('adds an organization, and lists two hundred of them page by page without losing one', async () => {
    const bot = await startBot();
    expect((await bot.ask('orgs')).text).toContain('There is none yet.');
    expect((await bot.ask('orgs add zeta "Zeta &lt;SA&gt;"')).text).toContain('Zeta &lt;SA&gt; is added');
    const name = '🏢'.repeat(100);
    for (let number = 100; number < 299; number += 1)
      await addOrganization(bot.services, root, { slug: `org-${String(number)}`, name });
    let page = await bot.ask('orgs');
    const seen = new Set<string>();
    for (let pages = 1; ; pages += 1) {
      const text = JSON.stringify(page.blocks);
      for (const [, slug] of text.matchAll(/`(org-\d+|zeta)`/g)) seen.add(slug ?? '');
      if (!text.includes('Next page')) {
        expect(pages).toBe(8);
        break;
      }
      page = await bot.press(page, 'Next page');
    }
    expect(seen.size).toBe(200);
  });

  it('says what an organization needs, and what core refuses', async () => {
    const bot = await startBot();
    expect((await bot.ask('orgs add acme')).text).toContain('give its short name and its name');
    expect((await bot.ask('orgs add Acme! Acme')).text).toContain('lower-case letters');
    expect((await bot.ask('orgs remove acme')).text).toContain('are not understood here');
  });
});

describe.each(['socket', 'http'] as const)('what holds for the whole platform, over %s', (transport) => {
  it.each(['maintenance on org acme', 'lock smtp-host org acme', 'unlock smtp-host org acme'])(
    'is not done when the line names one organization: %s',
    async (line) => {
      const bot = await startBot({ transport });
      await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
      const before = await viewSettings(bot.services, root, { level: HOST });
      expect((await bot.ask(line)).text).toContain('cannot be done for one organization');
      expect(await bot.services.storage.maintenance.mode()).toBe('off');
      expect((await viewSettings(bot.services, root, { level: HOST })).policy).toEqual(before.policy);
    },
  );

  it('is done when the line names the host', async () => {
    const bot = await startBot({ transport });
    await bot.ask('maintenance on host');
    expect(await bot.services.storage.maintenance.mode()).toBe('suspended');
  });
});

describe('the name of a new organization', () => {
  it.each(['orgs add acme Acme Host Ltd', 'orgs add acme Organisation Mondiale'])(
    'is never cut short in silence: %s',
    async (line) => {
      const bot = await startBot();
      expect((await bot.ask(line)).text).toContain('put the name into quotes');
      expect(await bot.services.storage.organizations.list()).toEqual([]);
    },
  );

  it('is kept whole in quotes', async () => {
    const bot = await startBot({ language: 'fr' });
    await bot.ask('orgs add acme "Acme Host Ltd"');
    expect(await bot.services.storage.organizations.list()).toMatchObject([{ name: 'Acme Host Ltd' }]);
  });
});

describe('rights', () => {
  it.each(['lock smtp-host', 'unlock smtp-host', 'maintenance on', 'orgs', 'audit'])(
    'are asked for by %s',
    async (line) => {
      const bot = await startBot();
      expect((await bot.ask(line, EVE)).text).toContain(`<@${ADA}>`);
      expect(await bot.services.storage.maintenance.mode()).toBe('off');
    },
  );
});
