import { addOrganization, HOUR, MINUTE, organizationLevel, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';

describe.each(['socket', 'http'] as const)('silences, over %s', (transport) => {
  it('are added by a line, listed, and ended at a press', async () => {
    const bot = await startBot({ transport });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const added = await bot.ask(
      'silences add job.faulted process:“Invoice intake” because "host migration for v2" for 2h severity:error org acme',
      ADA,
      ALERTS,
    );
    expect(added.text).toContain('Muted');
    expect(added.text).toContain('job.faulted severity:error process:Invoice intake');
    const [silence] = await bot.services.storage.silences.list();
    expect(silence).toMatchObject({
      level: organizationLevel(acme.id),
      reason: 'host migration for v2',
      matchers: { types: ['job.faulted'], minimumSeverity: 'error', processes: ['Invoice intake'] },
      endsAt: bot.clock.now() + 2 * HOUR,
    });
    const list = await bot.press(added, 'All silences');
    expect(list.text).toContain('host migration for v2 · mutes now');
    bot.clock.advance(MINUTE);
    const ended = await bot.press(list, 'End now');
    expect(ended.text).toContain('The silence “host migration for v2” is over.');
    expect((await bot.ask('silences org acme', ADA, ALERTS)).text).toContain('Nothing is muted.');
    expect((await bot.ask('silences all org acme', ADA, ALERTS)).text).toContain('is over');
  });
});

describe('silences', () => {
  it('are known by French words, with a time of day in the organization’s zone', async () => {
    const bot = await startBot({ language: 'fr' });
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme', timeZone: 'Europe/Paris' });
    const added = await bot.ask(
      'sourdines ajouter gravité:erreur dossier:Finance jusqu’à 23h30 car «migration» org acme',
      ADA,
      ALERTS,
    );
    expect(added.text).toContain('En sourdine');
    const [silence] = await bot.services.storage.silences.list();
    expect(silence).toMatchObject({
      reason: 'migration',
      matchers: { types: [], minimumSeverity: 'error', folders: ['Finance'] },
    });
    expect(new Date(silence?.endsAt ?? 0).toISOString()).toContain('T22:30:00');
  });

  it.each([
    ['silences add job.* because "x"', 'does not say when the silence ends'],
    ['silences add job.* for 2h', 'does not say why'],
    ['silences add job.* for soon because "x"', 'write 30m, 2h, 3d'],
    ['silences add proces:Invoice for 2h because "x"', 'Did you mean process:?'],
    ['silences add severity:bad for 2h because "x"', 'The severity must be one of'],
    ['silences ad job.*', 'Did you mean /email-alerts silences add?'],
    ['silences end', 'not understood'],
    ['silences end nothing', 'That was not found.'],
  ])('answer "%s" with what is wrong, and mute nothing', async (line, said) => {
    const bot = await startBot();
    expect((await bot.ask(line, ADA, ALERTS)).text).toContain(said);
    expect(await bot.services.storage.silences.list()).toEqual([]);
  });

  it('name the type that was probably meant', async () => {
    const bot = await startBot();
    const added = await bot.ask('silences add job.fautled for 2h because "x"', ADA, ALERTS);
    expect(added.text).toContain('Did you mean job.faulted?');
  });

  it('are for administrators', async () => {
    const bot = await startBot();
    expect((await bot.ask('silences add for 2h because "x"', EVE, ALERTS)).text).toContain(`<@${ADA}>`);
    expect(await bot.services.storage.silences.list()).toEqual([]);
  });

  it('are shown page by page, each once', async () => {
    const bot = await startBot();
    for (let number = 10; number < 33; number += 1)
      await bot.ask(`silences add for 2h because "No ${String(number)}"`, ADA, ALERTS);
    let page = await bot.ask('silences', ADA, ALERTS);
    const seen = new Set<string>();
    for (let pages = 1; ; pages += 1) {
      const text = JSON.stringify(page.blocks);
      for (const [name] of text.matchAll(/No \d\d/g)) seen.add(name);
      if (!text.includes('Next page')) break;
      expect(pages).toBeLessThan(3);
      page = await bot.press(page, 'Next page');
    }
    expect(seen.size).toBe(23);
  });
});
