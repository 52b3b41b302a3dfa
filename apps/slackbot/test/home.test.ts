import {
  addOrganization,
  AppError,
  changeSettings,
  HOST,
  organizationLevel,
  setMaintenance,
  type Actor,
  type Level,
} from '@postern/core';
import {
  buildEvent,
  buildIncident,
  buildPlannedDelivery,
  buildPlannedEvent,
  buildReport,
  eventually,
} from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';
import { textOf, valueIn, viewHands } from './view-hands.ts';
import type { ShownView } from './slack-stand-in/views.ts';

const root: Actor = { kind: 'command-line', name: 'root' };

/** Opens the Home tab and waits for what is published. */
async function openHome(bot: RunningBot, userId = ADA): Promise<ShownView> {
  const before = bot.slack.views.homes.get(userId)?.versions.length ?? 0;
  await viewHands(bot).deliver(bot.slack.hands.newHomeOpened(userId));
  return published(bot, { userId, before });
}

function published(
  { slack }: RunningBot,
  { userId, before }: { readonly userId: string; readonly before: number },
): Promise<ShownView> {
  return eventually('the Home tab', () => {
    const shown = slack.views.homes.get(userId);
    return shown !== undefined && shown.versions.length > before ? shown : null;
  });
}

/** A delivery that was refused for good, at a level. */
async function failOne({ services }: RunningBot, level: Level): Promise<void> {
  const { storage, newId, clock } = services;
  const id = newId();
  const event = buildPlannedEvent(newId, { deliveries: [buildPlannedDelivery(newId, { id })] });
  await storage.intake.accept(
    [buildReport(newId, { level, content: { kind: 'events', events: [event] } })],
    0,
  );
  const now = clock.now();
  const lease = { leaseToken: 'lease', leaseUntil: now + 60_000 };
  await storage.outbox.claimDue({ now, limit: 1, perLevel: 1, except: [], ...lease });
  const outcome = {
    state: 'failed',
    reason: 'recipient-unknown',
    attempts: 1,
    maybeDuplicate: false,
  } as const;
  await storage.outbox.settle([
    { deliveryId: id, leaseToken: 'lease', ...outcome, dueAt: null, endedAt: now, attempt: null },
  ]);
}

/** An event that joins a digest, which is due then. */
async function gather({ services }: RunningBot, level: Level, until: number): Promise<void> {
  const { storage, newId } = services;
  const pacing = { kind: 'gather', as: 'digest', until } as const;
  const deliveries = [buildPlannedDelivery(newId, { ruleId: 'rule-1', pacing })];
  const event = buildPlannedEvent(newId, { event: buildEvent({ foldKey: null }), deliveries });
  const content = { kind: 'events', events: [event] } as const;
  await storage.intake.accept([buildReport(newId, { id: event.id, level, content })], 0);
}

describe.each(['socket', 'http'] as const)('the Home tab, over %s', (transport) => {
  it.each([
    ['en', 'Mail can be sent', 'A draft waits for its test', 'Last failures', 'Show the settings'],
    [
      'fr',
      'Le courrier peut partir',
      'Un brouillon attend son test',
      'Derniers échecs',
      'Voir les paramètres',
    ],
  ] as const)(
    'shows how mail is, level by level, in %s',
    async (language, ready, draft, failures, settings) => {
      const bot = await startBot({ transport, language });
      const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme & <fils>' });
      await changeSettings(bot.services, root, {
        level: HOST,
        set: {
          'smtp-host': 'a.example',
          'use-default-credentials': 'on',
          'default-from-address': 'a@a.example',
        },
      });
      await changeSettings(bot.services, root, { level: HOST, set: { 'smtp-host': 'b.example' } });
      await failOne(bot, organizationLevel(acme.id));
      const home = await openHome(bot);
      const text = textOf(home);
      for (const part of [ready, draft, failures, 'Acme &amp; &lt;fils&gt;', 'ops@acme.example', settings])
        expect(text).toContain(part);
    },
  );

  it('tells how the connection is, and what is open', async () => {
    const bot = await startBot({ transport });
    await changeSettings(bot.services, root, {
      level: HOST,
      set: {
        'smtp-host': 'smtp.example.com',
        'smtp-port': '587',
        'use-default-credentials': 'on',
        'default-from-address': 'a@a.example',
      },
    });
    expect(textOf(await openHome(bot))).toContain('Connection: *not proven*');
    const now = bot.services.clock.now();
    const incident = buildIncident({ openedAt: now, updatedAt: now });
    await bot.services.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    const text = textOf(await openHome(bot));
    expect(text).toContain('Connection: *failing* since');
    expect(text).toContain('The server refused the user name or password.');
    expect(text).toContain(':rotating_light: The mail server of the host fails');
  });

  it('tells what gathers for digests and when the next goes, and does not call it waiting', async () => {
    const bot = await startBot({ transport });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme SA' });
    const until = bot.services.clock.now() + 3_600_000;
    await gather(bot, organizationLevel(acme.id), until);
    await gather(bot, organizationLevel(acme.id), until);
    const text = textOf(await openHome(bot));
    expect(text).toContain('Gathering: *2* events in 1 mail; the next goes ');
    expect(text).toContain(`<!date^${String(until / 1_000)}^`);
    expect(text).toContain('No mail waits.');
    expect(text.match(/Gathering/g)).toHaveLength(1);
    expect((await bot.ask('view org acme')).text).toContain('Gathering: 2 events in 1 mail');
    expect((await bot.ask('view host')).text).not.toContain('Gathering');
  });

  it('answers a press in a window, and shows afterwards how it is then', async () => {
    const bot = await startBot({ transport });
    const hands = viewHands(bot);
    const home = await openHome(bot);
    await setMaintenance(bot.services, root, { mode: 'suspended' });
    const before = home.versions.length;
    await hands.press(home, 'Mail');
    const modal = await eventually('a modal', () => bot.slack.views.modals[0]);
    await hands.filled(modal);
    expect(textOf(modal)).toContain('Mail of the host');
    await published(bot, { userId: ADA, before });
    expect(textOf(home)).toContain('all mail is held');
  });

  it('opens the form, and shows what it saved', async () => {
    const bot = await startBot({ transport });
    const hands = viewHands(bot);
    const home = await openHome(bot);
    await hands.press(home, 'Edit');
    const form = await eventually('a modal', () => bot.slack.views.modals[0]);
    await hands.filled(form);
    hands.fill(form, 'field:smtpHost', 'smtp.example.com');
    hands.fill(form, 'field:useDefaultCredentials', '=on');
    hands.fill(form, 'field:defaultFromAddress', 'robots@example.com');
    expect(textOf(home)).toContain('Mail waits and nothing is lost.');
    const before = home.versions.length;
    expect(await hands.submit(form)).toEqual({});
    await published(bot, { userId: ADA, before });
    expect(textOf(home)).toContain('Mail can be sent with these settings.');
  });
});

describe('the Home tab', () => {
  it('tells those without rights whom to ask, and nothing else', async () => {
    const bot = await startBot();
    await addOrganization(bot.services, root, { slug: 'acme', name: 'Secret Acme' });
    const home = await openHome(bot, EVE);
    expect(textOf(home)).toContain(`<@${ADA}>`);
    expect(textOf(home)).not.toContain('Acme');
  });

  it('shows 200 organizations with long names, each once, page by page', async () => {
    const bot = await startBot();
    const hands = viewHands(bot);
    const slugs = Array.from({ length: 200 }, (_, at) => `org-${String(at).padStart(3, '0')}`);
    for (const slug of slugs) await addOrganization(bot.services, root, { slug, name: '🦊'.repeat(100) });
    const home = await openHome(bot);
    const seen: string[] = [];
    for (;;) {
      seen.push(...new Set([...textOf(home).matchAll(/`(org-\d{3})`/g)].map(([, slug = '']) => slug)));
      if (!textOf(home).includes('Next page')) break;
      const before = home.versions.length;
      await hands.press(home, 'Next page');
      await published(bot, { userId: ADA, before });
    }
    expect(seen).toEqual(slugs);
    const form = await hands.open('edit org org-123');
    expect(valueIn(form, 'field:smtpHost')).toBeNull();
    await hands.press(home, 'First page');
    await eventually('the first page', () => textOf(home).includes('org-000'));
  });

  it('says that the database is gone, with a button to try again', async () => {
    let broken = true;
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        organizations: {
          ...storage.organizations,
          async list() {
            if (broken) throw new AppError('storage-unavailable', 'The disk is gone.');
            return storage.organizations.list();
          },
        },
      }),
    });
    const home = await openHome(bot);
    expect(textOf(home)).toContain('The database cannot be reached now');
    broken = false;
    const before = home.versions.length;
    await viewHands(bot).press(home, 'Refresh');
    await published(bot, { userId: ADA, before });
    expect(textOf(home)).toContain('No mail waits.');
  });

  it('brings an answer by direct message when Slack opens no window', async () => {
    const bot = await startBot();
    const home = await openHome(bot);
    bot.slack.failing.set('views.open', 'expired_trigger_id');
    await viewHands(bot).press(home, 'Show the settings');
    const message = await eventually('a direct message', () => bot.slack.messages[0]);
    expect(message.channel).toBe(`D0${ADA}`);
    expect(message.versions[0]?.text).toContain('Mail settings of the host');
  });

  it('is left alone when another tab is opened', async () => {
    const bot = await startBot();
    await viewHands(bot).deliver(bot.slack.hands.newHomeOpened(ADA, 'messages'));
    await bot.slackbot.stop();
    expect(bot.slack.views.homes.size).toBe(0);
  });
});
