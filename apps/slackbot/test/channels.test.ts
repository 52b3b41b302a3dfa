import { addOrganization, bindChannel, HOST, organizationLevel, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const HERE = 'C0GENERAL';

async function startHouse(options: Parameters<typeof startBot>[0] = {}) {
  const bot = await startBot(options);
  const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme <SA>', language: 'fr' });
  return { ...bot, acme: organizationLevel(acme.id) };
}

async function channelsOf({ services }: Pick<RunningBot, 'services'>) {
  const all = await services.storage.channels.list();
  return all.map(({ level, channelId }) => [level, channelId]);
}

describe.each(['socket', 'http'] as const)('orgs bind, over %s', (transport) => {
  it('gives the channel to the organization, and says so to everybody there in its language', async () => {
    const bot = await startHouse({ transport });
    const answer = await bot.ask('orgs bind acme');
    expect(answer.text).toContain(`<#${HERE}> is the channel of Acme &lt;SA&gt; now.`);
    expect(await channelsOf(bot)).toEqual([[bot.acme, HERE]]);
    expect(bot.slack.messages.map(({ channel, versions }) => [channel, versions[0]?.text])).toEqual([
      [HERE, expect.stringContaining('Ce canal est désormais celui de ce niveau : Acme &lt;SA&gt;')],
    ]);
    expect((await bot.ask('orgs bind acme')).text).toContain('so nothing was done');
    expect(bot.slack.messages).toHaveLength(1);
    expect((await bot.ask('orgs')).text).toContain(`channel <#${HERE}>`);
  });

  it('makes lines typed there be about the organization, and others still about the host', async () => {
    const bot = await startHouse({ transport });
    expect((await bot.ask('view')).text).toContain('Mail settings of the host');
    await bot.ask('orgs bind acme');
    expect((await bot.ask('view')).text).toContain('Mail settings of Acme');
    expect((await bot.ask('', ADA, '/email-alerts')).text).toContain('Mail of Acme');
    expect((await bot.ask('view host')).text).toContain('Mail settings of the host');
    const gone = await bot.ask('orgs unbind');
    expect(gone.text).toContain(`<#${HERE}> is no longer the channel of Acme`);
    expect((await bot.ask('view')).text).toContain('Mail settings of the host');
  });
});

describe('orgs bind', () => {
  it('takes a channel that is mentioned, and asks to be invited where the bot is not', async () => {
    const bot = await startHouse({ language: 'fr' });
    const answer = await bot.ask('orgs lier acme <#C0PRIVATE|direction>');
    expect(answer.text).toContain('Je ne suis pas encore dans <#C0PRIVATE>');
    expect(answer.text).toContain('/invite @Postern');
    expect(await channelsOf(bot)).toEqual([[bot.acme, 'C0PRIVATE']]);
    expect((await bot.ask('orgs lier host')).text).toContain('est désormais le canal de ce niveau : l’hôte');
    expect((await bot.ask('orgs détacher host')).text).toContain('n’est plus le canal');
    expect(await channelsOf(bot)).toEqual([[bot.acme, 'C0PRIVATE']]);
  });

  it('moves a level from one channel to another, and says which it was', async () => {
    const bot = await startHouse();
    await bot.ask('orgs bind acme');
    const moved = await bot.ask('orgs bind acme <#C0PRIVATE|x>');
    expect(moved.text).toContain(`Before, it was <#${HERE}>.`);
    expect(await channelsOf(bot)).toEqual([[bot.acme, 'C0PRIVATE']]);
  });

  it('leaves a channel that another level has as it is', async () => {
    const bot = await startHouse();
    await bindChannel(bot.services, root, {
      level: HOST,
      teamId: 'T0STANDIN',
      channelId: HERE,
      language: 'en',
    });
    expect((await bot.ask('orgs bind acme')).text).toContain('is the channel of the host already');
    expect(await channelsOf(bot)).toEqual([[HOST, HERE]]);
  });

  it.each([
    ['orgs bind', 'does not say whose channel'],
    ['orgs bind acmee', 'Did you mean /email-settings orgs bind org acme?'],
    ['orgs bind acme globex', 'are not understood here'],
    ['orgs bind acme <#C1|a> <#C2|b>', 'are not understood here'],
    ['orgs unbind', 'bound to nothing that you administer'],
    ['orgs unbind acme', 'There is no channel of Acme'],
  ])('says of "%s" what was wrong, and does nothing', async (line, said) => {
    const bot = await startHouse();
    expect((await bot.ask(line)).text).toContain(said);
    expect(await channelsOf(bot)).toEqual([]);
    expect(bot.slack.messages).toEqual([]);
  });

  it('is for administrators, and hints at no name', async () => {
    const bot = await startHouse();
    await bot.ask('orgs bind acme');
    for (const line of ['orgs bind acme', 'orgs unbind acme', 'orgs unbind', 'view', 'orgs']) {
      const { text } = await bot.ask(line, EVE);
      expect(text).toContain(`<@${ADA}>`);
      expect(text).not.toContain('Acme');
    }
    expect(await channelsOf(bot)).toEqual([[bot.acme, HERE]]);
  });
});
