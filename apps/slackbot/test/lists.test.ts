import { addOrganization, addRule, organizationLevel, type Actor } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';
const ADD = 'lists add OnCall <mailto:ana@acme.example|ana@acme.example>, bob@acme.example';

describe.each(['socket', 'http'] as const)('lists of recipients, over %s', (transport) => {
  it('are added by a line, named by a rule, changed, and removed at a press', async () => {
    const bot = await startBot({ transport });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const added = await bot.ask(`${ADD} language:fr org acme`, ADA, ALERTS);
    expect(added.text).toContain('The list is added.');
    expect(await bot.services.storage.lists.list()).toMatchObject([
      {
        level: organizationLevel(acme.id),
        name: 'oncall',
        members: [
          { address: 'ana@acme.example', language: 'fr' },
          { address: 'bob@acme.example', language: 'fr' },
        ],
      },
    ]);
    const rule = await bot.ask('rules add job.* to list:oncall org acme confirm', ADA, ALERTS);
    expect(rule.text).toContain('list:oncall');
    const recipients = await bot.ask('recipients org acme', ADA, ALERTS);
    expect(recipients.text).toContain('→ list:oncall (list:oncall)');
    await bot.ask('lists join oncall cat@acme.example zone:Asia/Tokyo org acme', ADA, ALERTS);
    const left = await bot.ask('lists leave oncall ana@acme.example,bob@acme.example org acme', ADA, ALERTS);
    expect(left.text).toContain('cat@acme.example (Asia/Tokyo)');
    const asked = await bot.press(left, 'Remove');
    const refused = await bot.press(asked, 'Yes, do it');
    expect(refused.text).toContain('→ list:oncall');
    const [stored] = await bot.services.storage.rules.list();
    await bot.ask(`rules remove ${stored?.id ?? ''} confirm`, ADA, ALERTS);
    const removed = await bot.ask('lists remove ONCALL org acme confirm', ADA, ALERTS);
    expect(removed.text).toContain('The list oncall is removed.');
    expect((await bot.press(removed, 'All lists')).text).toContain('There is none yet.');
  });
});

describe('lists of recipients', () => {
  it('are known by French words, and put on a rule like an address', async () => {
    const bot = await startBot({ language: 'fr' });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const level = organizationLevel(acme.id);
    const { rule } = await addRule(bot.services, root, {
      level,
      matchers: { types: ['job.*'] },
      recipients: [{ address: 'ops@acme.example' }],
    });
    await bot.ask('listes ajouter nuit ana@acme.example org acme', ADA, ALERTS);
    await bot.ask(`destinataires add list:nuit ${rule.id}`, ADA, ALERTS);
    const stored = await bot.services.storage.rules.find(rule.id);
    expect(stored?.recipients.map(({ address }) => address)).toEqual(['ops@acme.example', 'list:nuit']);
  });

  it('are told ten at a time', async () => {
    const bot = await startBot();
    for (let n = 10; n <= 21; n += 1) await bot.ask(`lists add l${n} a@acme.example host`, ADA, ALERTS);
    const first = await bot.ask('lists host', ADA, ALERTS);
    expect(first.text).toContain('l19');
    expect(first.text).not.toContain('l20');
    expect((await bot.press(first, 'Next page')).text).toContain('l21');
  });

  it.each([
    ['lists add', 'does not say which list'],
    ['lists add oncall', 'names no mail address'],
    ['lists add oncall nonsense', 'could not be taken'],
    ['lists add a@b.example c@d.example', 'A list has a name'],
    ['lists show nobody', 'There is no list "nobody".'],
    ['lists ad x', 'Did you mean /email-alerts lists add?'],
    ['lists all', 'There is no word'],
    ['rules add job.* to list:nobody', 'There is no list "nobody" here.'],
  ])('%s is answered with what to do', async (line, told) => {
    const bot = await startBot();
    expect((await bot.ask(line, ADA, ALERTS)).text).toContain(told);
  });

  it('are for administrators', async () => {
    const bot = await startBot();
    await bot.ask(`${ADD} host`, EVE, ALERTS);
    expect(await bot.services.storage.lists.list()).toEqual([]);
  });
});
