import {
  addOrganization,
  grantAccess,
  MINUTE,
  organizationLevel,
  type Actor,
  type CanaryFailure,
  type DeliveryAttempt,
} from '@postern/core';
import { buildIncident, eventually, FakeClock, FakeTimers } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type BotOptions } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
/** Administers Acme and nothing else. */
const BOB = 'U0BOB';

async function withAcme(options: BotOptions = {}) {
  const bot = await startBot(options);
  const acme = await addOrganization(bot.services, root, {
    slug: 'acme',
    name: 'Acme <SA>',
    timeZone: 'Europe/Paris',
    language: options.language ?? 'en',
  });
  const level = organizationLevel(acme.id);
  const holder = { kind: 'user', teamId: 'T0STANDIN', userId: BOB } as const;
  await grantAccess(bot.services, root, { level, holder });
  bot.slack.users.set(BOB, { id: BOB, locale: 'en-GB' });
  return { ...bot, level };
}

describe.each(['socket', 'http'] as const)('canary, over %s', (transport) => {
  it('is off, then set by a line, sent at a press, looked at and taken away', async () => {
    const bot = await withAcme({ transport });
    const { canaries } = bot.services.storage;
    expect((await bot.ask('canary org acme')).text).toContain('No canary is set here.');
    const set = await bot.ask('canary set <mailto:ops@acme.example|ops@acme.example> at 06:00 org acme');
    expect(set.text).toContain('The canary is set.');
    expect(await canaries.list()).toMatchObject([
      { level: bot.level, address: 'ops@acme.example', schedule: { kind: 'at', times: [360] } },
    ]);
    const sent = await bot.press(set, 'Send one now');
    expect(sent.text).toContain('is in the outbox');
    const shown = await bot.press(sent, 'Look at it');
    expect(shown.text).toContain('Canary of Acme &lt;SA&gt;');
    expect(shown.text).toContain('The last one is under way.');
    expect((await bot.press(shown, 'Send one now')).text).toContain('less than a minute ago');
    bot.clock.advance(MINUTE);
    expect((await bot.press(shown, 'Send one now')).text).toContain('is in the outbox');
    expect((await bot.press(shown, 'Take it away')).text).toContain('is taken away');
    expect(await canaries.list()).toEqual([]);
  });
});

describe('canary', () => {
  it.each([
    ['canary set ops@acme.example org acme', { kind: 'at', times: [360] }],
    ['canary set ops@acme.example every 6h org acme', { kind: 'every', every: 360 * MINUTE }],
    [
      'canary set ops@acme.example weekdays at 06:00, 14:00 org acme',
      { days: [1, 2, 3, 4, 5], times: [360, 840] },
    ],
    ['témoin régler ops@acme.example toutes les 2h org acme', { kind: 'every', every: 120 * MINUTE }],
    ['canari régler ops@acme.example en semaine à 6h org acme', { days: [1, 2, 3, 4, 5], times: [360] }],
    ['canary set ops@acme.example 07:30 org acme', { kind: 'at', times: [450] }],
  ])('understands "%s"', async (line, schedule) => {
    const bot = await withAcme();
    await bot.ask(line);
    expect(await bot.services.storage.canaries.list()).toMatchObject([{ schedule }]);
  });

  it.each([
    ['canary set org acme', 'does not say to whom'],
    ['canary set ops@acme.example sometimes org acme', 'is no schedule'],
    ['canary set ops@acme.example every 5m org acme', 'at least 15 minutes apart'],
    ['canary set nobody org acme', 'one bare e-mail address'],
    ['canary sned org acme', 'Did you mean'],
    ['canary send org acme', 'There is no canary here'],
    ['canary remove org acme', 'There is no canary here'],
    ['canary send now org acme', 'not understood'],
    ['canary org globex', 'globex'],
  ])('answers "%s" with what is wrong, and sets nothing', async (line, said) => {
    const bot = await withAcme();
    expect((await bot.ask(line)).text).toContain(said);
    expect(await bot.services.storage.canaries.list()).toEqual([]);
  });

  it('is set by whoever administers the organization, and never at the host', async () => {
    const bot = await withAcme();
    expect((await bot.ask('canary set ops@acme.example', BOB)).text).toContain('The canary is set.');
    expect((await bot.ask('canary set ops@acme.example host', BOB)).text).toContain('may not');
    expect((await bot.ask('canary set ops@acme.example org acme', EVE)).text).toContain(`<@${ADA}>`);
    expect(await bot.services.storage.canaries.list()).toHaveLength(1);
  });

  it('shows what a server said to system administrators alone, the reason to both', async () => {
    const bot = await withAcme();
    await bot.ask('canary set ops@acme.example org acme');
    await bot.ask('canary send org acme');
    const { storage, clock } = bot.services;
    const now = clock.now();
    const lease = { leaseToken: 'lease', leaseUntil: now + MINUTE };
    const [claimed] = await storage.outbox.claimDue({ now, limit: 1, perLevel: 1, except: [], ...lease });
    const { id: deliveryId } = claimed?.delivery ?? expect.unreachable('it is due');
    const end = { state: 'failed', reason: 'recipient-unknown' } as const;
    const attempt: DeliveryAttempt = {
      ...end,
      deliveryId,
      at: now,
      stage: 'rcpt-to',
      replyCode: 550,
      enhancedCode: null,
      text: 'No <such> box',
      server: 'mx.acme.example:25',
      queueId: null,
      took: 1,
    };
    const settled = { attempts: 1, maybeDuplicate: false, dueAt: null, endedAt: now, attempt };
    await storage.outbox.settle([{ ...end, ...settled, deliveryId, leaseToken: 'lease' }]);
    const [canary] = await storage.canaries.list();
    const { last, version, level } = canary ?? expect.unreachable('it is set');
    await storage.canaries.conclude({
      level,
      expectedVersion: version,
      last: {
        ...(last ?? expect.unreachable('it was sent')),
        outcome: 'failed',
        reason: end.reason,
        endedAt: now,
      },
      deliveredAt: null,
    });
    const [ada, bob] = [await bot.ask('canary org acme'), await bot.ask('canary', BOB)];
    for (const { text } of [ada, bob]) {
      expect(text).toContain('refused for good');
      expect(text).toContain('There is no such mailbox.');
    }
    expect(ada.text).toContain('mx.acme.example:25');
    expect(bob.text).not.toContain('mx.acme.example');
    expect(JSON.stringify(ada.blocks)).not.toContain('<such>');
  });
});

describe.each(['en', 'fr'] as const)('a canary that does not arrive, in %s', (language) => {
  const cases: readonly (readonly [CanaryFailure, Readonly<Record<'en' | 'fr', string>>])[] = [
    ['failed', { en: 'was refused for good', fr: 'a été refusé définitivement' }],
    ['held', { en: 'so does all other mail', fr: 'comme tout le reste du courrier' }],
    ['late', { en: 'No server has taken', fr: 'Aucun serveur n’a accepté' }],
    ['not-sent', { en: 'nothing has sent it', fr: 'rien ne l’a envoyé' }],
  ];
  it.each(cases)('is told in the channel with what helps: %s', async (failure, words) => {
    const clock = new FakeClock();
    const timers = new FakeTimers(clock);
    const bot = await withAcme({ clock, timers, language });
    await bot.ask('orgs bind acme');
    const [bound] = await bot.services.storage.channels.list();
    expect(bound?.level).toEqual(bot.level);
    const incident = buildIncident({
      level: bot.level,
      subject: 'canary',
      facts: {
        kind: 'canary-failed',
        address: 'ops@acme.example',
        failure,
        reason: failure === 'not-sent' ? null : 'connection-refused',
        expectedAt: clock.now(),
        deliveryId: null,
      },
    });
    await bot.services.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    const told = await eventually('it is told', async () => {
      await timers.advance(1_500);
      return bot.slack.messages.find(({ versions }) => versions[0]?.text.includes(words[language]));
    });
    const [shown] = told.versions;
    expect(shown?.text).toContain({ en: 'What to do:', fr: 'Que faire :' }[language]);
    expect(JSON.stringify(shown?.blocks)).toContain('canary org acme');
  });
});

it('a canary that nothing sends is told of by the bot alone, when no gateway and no worker runs', async () => {
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const bot = await withAcme({ clock, timers });
  await bot.ask('orgs bind acme');
  await bot.ask('canary set ops@acme.example every 1h org acme');
  const told = await eventually('it is told', async () => {
    await timers.advance(5 * MINUTE);
    return bot.slack.messages.find(({ versions }) => versions[0]?.text.includes('nothing has sent it'));
  });
  expect(told.versions[0]?.text).toContain('A canary mail of Acme &lt;SA&gt; did not arrive');
});
