import {
  addOrganization,
  bindChannel,
  changeSettings,
  HOST,
  organizationLevel,
  SECOND,
  type Actor,
  type Incident,
  type Storage,
} from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { buildIncident, eventually, FakeClock, FakeTimers } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type BotOptions, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const HERE = 'C0GENERAL';
const ALERTS = '/email-alerts';

interface House extends RunningBot {
  /** Lets time pass until it is so. */
  readonly until: <T>(what: string, predicate: () => T | Promise<T>) => Promise<NonNullable<T>>;
  readonly raise: (incident: Incident) => Promise<void>;
  readonly change: (incident: Incident, changes: Partial<Incident>) => Promise<Incident>;
}

async function startHouse(options: BotOptions = {}): Promise<House> {
  const clock = new FakeClock();
  const timers = new FakeTimers(clock);
  const bot = await startBot({ ...options, clock, timers });
  const { incidents } = bot.services.storage;
  // The server of `buildIncident`: one that is not in use any more has no trouble.
  await changeSettings(bot.services, root, {
    level: HOST,
    set: { smtpHost: 'smtp.example.com', smtpPort: 587, defaultFromAddress: 'robots@example.com' },
  });
  return {
    ...bot,
    until: (what, predicate) =>
      eventually(what, async () => {
        await timers.advance(1.5 * SECOND);
        return predicate();
      }),
    raise: async (incident) => {
      await incidents.apply([{ incident, expectedVersion: 0 }]);
    },
    change: async (incident, changes) => {
      const changed = { ...incident, ...changes, version: incident.version + 1 };
      await incidents.apply([{ incident: changed, expectedVersion: incident.version }]);
      return changed;
    },
  };
}

function bindHost(house: RunningBot, channelId = HERE) {
  const where = { teamId: 'T0STANDIN', channelId, language: 'en' } as const;
  return bindChannel(house.services, root, { level: HOST, ...where });
}

describe.each(['en', 'fr'] as const)('an incident, in %s', (language) => {
  const words = {
    en: { title: 'Mail of Acme &lt;SA&gt; was given up', over: 'it works again', times: '12 times so far' },
    fr: {
      title: 'Courrier abandonné : Acme &lt;SA&gt;',
      over: 'tout fonctionne de nouveau',
      times: '12 fois jusqu’ici',
    },
  }[language];

  it('is one message in the organization’s channel and language, changed as it goes on, and answered when it is over', async () => {
    const house = await startHouse();
    const acme = await addOrganization(house.services, root, { slug: 'acme', name: 'Acme <SA>', language });
    await house.ask('orgs bind acme');
    const first = buildIncident({
      level: organizationLevel(acme.id),
      facts: {
        kind: 'delivery-failed',
        reason: 'recipient-unknown',
        addresses: ['ops@x.example', '<!channel>@x.example'],
        more: false,
        deliveryId: 'd',
        why: {
          cause: { en: 'No <such> box', fr: 'Pas de <telle> boîte' },
          cure: { en: 'Mend', fr: 'Réparez' },
        },
      },
    });
    await house.raise(first);
    const message = await house.until('it is told', () => house.slack.messages[1]);
    expect(message.channel).toBe(HERE);
    const [shown] = message.versions;
    expect(shown?.text).toContain(words.title);
    expect(shown?.text).toContain('ops@x.example');
    expect(JSON.stringify(shown)).not.toContain('<!channel>');
    expect(JSON.stringify(shown)).not.toContain('<such>');

    const second = await house.change(first, { count: 12 });
    await house.until('it is changed', () => message.versions[1]);
    expect(message.versions[1]?.text).toContain(words.times);
    await house.change(second, { resolvedAt: house.clock.now(), resolution: 'recovered' });
    const reply = await house.until('it is over', () => house.slack.messages[2]);
    expect(message.versions[2]?.text).toContain(words.over);
    expect([reply.thread, reply.versions[0]?.text]).toEqual([
      message.ts,
      expect.stringContaining(words.over),
    ]);
    expect(house.slack.messages).toHaveLength(3);
  });
});

describe.each(['socket', 'http'] as const)('a button of an incident, over %s', (transport) => {
  it('answers whoever presses, with their rights, and leaves the message to the others', async () => {
    const house = await startHouse({ transport });
    await bindHost(house);
    await house.raise(buildIncident());
    const message = await house.until('it is told', () => house.slack.messages[0]);
    const shown = message.versions[0] ?? { blocks: [] };
    const answer = await house.press(shown, 'Settings', { userId: ADA, ephemeral: false });
    expect(answer.text).toContain('Mail settings of the host');
    expect([answer.replaces, answer.responseType]).toEqual([false, 'ephemeral']);
    expect((await house.press(shown, 'Settings', { userId: EVE, ephemeral: false })).text).toContain(
      `<@${ADA}>`,
    );
    expect(message.versions).toHaveLength(1);
  });
});

describe('telling', () => {
  it('waits until the level has a channel, and then tells what is still open', async () => {
    const house = await startHouse();
    const over = { subject: 'other', resolvedAt: 1, resolution: 'quiet' } as const;
    await house.raise(buildIncident());
    await house.raise(buildIncident({ id: 'over', openedAt: 0, ...over }));
    await house.until('some time passes', () => true);
    expect(house.slack.messages).toEqual([]);
    await bindHost(house);
    await house.until('it is noted', async () => (await house.services.storage.incidents.open())[0]?.told);
    await house.until('some time passes', () => true);
    expect(house.slack.messages).toHaveLength(1);
  });

  it('says in the thread when it becomes worse', async () => {
    const house = await startHouse();
    await bindHost(house);
    const facts = {
      kind: 'certificate-expiring',
      server: 'smtp.example.com:465',
      validUntil: house.clock.now() + 86_400_000,
    } as const;
    const first = buildIncident({ subject: 'certificate', facts, step: 4 });
    await house.raise(first);
    const message = await house.until('it is told', () => house.slack.messages[0]);
    expect(message.versions[0]?.text).toContain('ends tomorrow at the latest');
    await house.change(first, { step: 5 });
    const reply = await house.until('the news', () => house.slack.messages[1]);
    expect(reply.thread).toBe(message.ts);
    expect(reply.versions[0]?.text).toContain('becomes urgent');
  });

  it('is done once by two bots that run at the same time', async () => {
    const shared = await openStorage('memory:', { clock: new FakeClock() });
    const houses = [await startHouse({ around: () => shared }), await startHouse({ around: () => shared })];
    await bindHost(houses[0]!);
    await houses[0]!.raise(buildIncident());
    await Promise.all(
      houses.map((house) =>
        house.until('somebody has told it', async () => (await shared.incidents.open())[0]?.told),
      ),
    );
    expect(houses.flatMap(({ slack }) => slack.messages)).toHaveLength(1);
  });

  it('is done again when a bot died before it could note it: nothing is lost', async () => {
    let dead = true;
    const house = await startHouse({
      around: (storage: Storage) => ({
        ...storage,
        incidents: {
          ...storage.incidents,
          async told(id, leaseToken, told) {
            if (!dead) return storage.incidents.told(id, leaseToken, told);
            dead = false;
            return false;
          },
        },
      }),
    });
    await bindHost(house);
    await house.raise(buildIncident());
    await house.until('it is noted', async () => (await house.services.storage.incidents.open())[0]?.told);
    expect(house.slack.messages).toHaveLength(2);
  });

  it('waits as long as Slack asks for, and keeps no person waiting', async () => {
    const house = await startHouse();
    await bindHost(house);
    house.slack.failing.set('chat.postMessage', 'ratelimited');
    const raised = house.clock.now();
    await house.raise(buildIncident());
    await house.until('Slack asks for patience', () =>
      house.log.some((line) => line.includes('Slack asks for patience')),
    );
    house.slack.failing.clear();
    expect((await house.ask('help')).text).toContain('Help');
    await house.until('it is told', () => house.slack.messages[0]);
    expect(house.clock.now() - raised).toBeGreaterThanOrEqual(7 * SECOND);
  });

  it('tells whoever bound it that a channel takes nothing, once, keeps the incident, and goes on in another', async () => {
    const house = await startHouse();
    await house.ask('orgs bind host <#C0PRIVATE|x>');
    await house.raise(buildIncident());
    await house.raise(buildIncident({ id: 'another', subject: 'other' }));
    const direct = await house.until('a direct message', () => house.slack.messages[0]);
    expect(direct.channel).toBe(`D0${ADA}`);
    expect(direct.versions[0]?.text).toContain('I cannot write in <#C0PRIVATE>');
    for (let turns = 0; turns < 5; turns += 1) await house.until('time passes', () => true);
    expect(house.slack.messages).toHaveLength(1);
    await house.ask('orgs bind host');
    house.clock.advance(600 * SECOND);
    await house.until('both are told', () => house.slack.messages.length === 4);
    expect(house.slack.messages.slice(1).map(({ channel }) => channel)).toEqual([HERE, HERE, HERE]);
  });

  it('writes a new message when somebody deleted the old one', async () => {
    const house = await startHouse();
    await bindHost(house);
    const first = buildIncident();
    await house.raise(first);
    await house.until('it is noted', async () => (await house.services.storage.incidents.open())[0]?.told);
    house.slack.failing.set('chat.update', 'message_not_found');
    await house.change(first, { count: 2 });
    await house.until('it is told anew', () => house.slack.messages[1]);
    expect(house.slack.messages[1]?.thread).toBeNull();
  });
});

describe('the word incidents', () => {
  it('lists what is open, page by page, for those who may see it', async () => {
    const house = await startHouse({ language: 'fr' });
    expect((await house.ask('incidents', ADA, ALERTS)).text).toContain('Tout va bien');
    for (let number = 0; number < 10; number += 1)
      await house.raise(buildIncident({ id: `incident-${String(number)}`, subject: String(number) }));
    const page = await house.ask('pannes host', ADA, ALERTS);
    expect(page.text.match(/Serveur de courrier en échec : l’hôte/g)).toHaveLength(8);
    const rest = await house.press(page, 'Page suivante');
    expect(rest.text.match(/Serveur de courrier en échec : l’hôte/g)).toHaveLength(2);
    expect((await house.ask('incidents', EVE, ALERTS)).text).toContain(`<@${ADA}>`);
    expect((await house.ask('incidents tous', ADA, ALERTS)).text).toContain('ne sont pas compris');
  });
});
