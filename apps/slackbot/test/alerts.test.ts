import { addOrganization, addRule, HOST, organizationLevel, type Actor, type Level } from '@postern/core';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { ADA, EVE, startBot, type RunningBot } from './start-bot.ts';

const root: Actor = { kind: 'command-line', name: 'root' };
const ALERTS = '/email-alerts';

describe.each(['socket', 'http'] as const)('rules, over %s', (transport) => {
  it('are listed page by page, and paused and resumed at a press', async () => {
    const bot = await startBot({ transport });
    for (let number = 10; number < 33; number += 1)
      await addRule(bot.services, root, {
        level: HOST,
        name: `Rule ${String(number)} <b>`,
        matchers: { types: ['job.*'], minimumSeverity: 'error' },
        recipients: [{ address: 'ops@example.com' }],
      });
    let page = await bot.ask('rules host', ADA, ALERTS);
    const seen = new Set(JSON.stringify(page.blocks).match(/Rule \d\d/g));
    expect(seen.size).toBe(10);
    for (let pages = 1; pages < 3; pages += 1) {
      page = await bot.press(page, 'Next page');
      for (const name of JSON.stringify(page.blocks).match(/Rule \d\d/g) ?? []) seen.add(name);
    }
    expect(seen.size).toBe(23);
    const paused = await bot.press(page, 'Pause');
    expect(paused.text).toContain('is paused');
    expect((await bot.services.storage.rules.list()).filter(({ state }) => state === 'paused')).toHaveLength(
      1,
    );
    expect((await bot.press(paused, 'Resume')).text).toContain('wants events again');
    expect((await bot.services.storage.rules.list()).filter(({ state }) => state === 'paused')).toEqual([]);
  });
});

/** One failed delivery at a level; gives its id. */
async function withFailure({ services }: RunningBot, level: Level): Promise<string> {
  const { storage, newId, clock } = services;
  const id = newId();
  const event = buildPlannedEvent(newId, { deliveries: [buildPlannedDelivery(newId, { id })] });
  const report = buildReport(newId, { level, content: { kind: 'events', events: [event] } });
  await storage.intake.accept([report], 0);
  const now = clock.now();
  await storage.outbox.claimDue({
    now,
    limit: 1,
    perLevel: 1,
    leaseToken: 'lease',
    leaseUntil: now + 60_000,
    except: [],
  });
  await storage.outbox.settle([
    {
      deliveryId: id,
      leaseToken: 'lease',
      state: 'failed',
      reason: 'recipient-unknown',
      attempts: 1,
      maybeDuplicate: false,
      dueAt: null,
      endedAt: now,
      attempt: {
        deliveryId: id,
        at: now,
        state: 'failed',
        reason: 'recipient-unknown',
        stage: 'rcpt-to',
        replyCode: 550,
        enhancedCode: '5.1.1',
        text: '550 5.1.1 No such user <!channel>',
        server: 'mx.example:25',
        queueId: null,
        took: 12,
      },
    },
  ]);
  return id;
}

describe.each(['en', 'fr'] as const)('deliveries, in %s', (language) => {
  const words = {
    en: { failed: 'refused for good', open: 'Open', again: 'Send again', due: 'It is due again now' },
    fr: { failed: 'refusé définitivement', open: 'Ouvrir', again: 'Renvoyer', due: 'Il est de nouveau dû' },
  }[language];

  it('are listed, opened with their timeline, and sent again', async () => {
    const bot = await startBot({ language });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const id = await withFailure(bot, organizationLevel(acme.id));
    const list = await bot.ask('deliveries failed org acme', ADA, ALERTS);
    // Whoever runs the system sees it without knowing where to look.
    expect((await bot.ask('deliveries failed', ADA, ALERTS)).text).toContain('ops@acme.example');
    expect(list.text).toContain(words.failed);
    const one = await bot.press(list, words.open);
    expect(one.text).toContain('550 5.1.1 No such user &lt;!channel&gt;');
    expect(JSON.stringify(one.blocks)).not.toContain('<!channel>');
    expect(JSON.stringify(one.blocks)).toContain('the invoice has no number');
    for (const [address, there] of [
      ['ops@acme.example', true],
      ['ops@other.example', false],
    ] as const) {
      const found = await bot.ask(`deliveries to ${address}`, ADA, ALERTS);
      expect(found.text.includes('ops@acme.example')).toBe(there);
    }
    expect((await bot.press(one, words.again)).text).toContain(words.due);
    expect((await bot.services.storage.outbox.find(id))?.delivery.state).toBe('queued');
  });
});

describe('a delivery with a long story', () => {
  it('is told newest first, a page at a time', async () => {
    const bot = await startBot({
      around: (storage) => ({
        ...storage,
        outbox: {
          ...storage.outbox,
          async find(id) {
            const found = await storage.outbox.find(id);
            const [oldest] = found?.timeline ?? [];
            if (found === null || oldest === undefined) return found;
            const later = Array.from({ length: 45 }, () => ({ ...oldest, text: 'later' }));
            return { ...found, timeline: [oldest, ...later] };
          },
        },
      }),
    });
    const acme = await addOrganization(bot.services, root, { slug: 'acme', name: 'Acme' });
    const id = await withFailure(bot, organizationLevel(acme.id));
    const first = await bot.ask(`deliveries show ${id}`, ADA, ALERTS);
    expect(first.text).not.toContain('550 5.1.1');
    const last = await bot.press(await bot.press(first, 'Earlier tries'), 'Earlier tries');
    expect(last.text).toContain('550 5.1.1');
    expect(JSON.stringify(last.blocks)).not.toContain('Earlier tries');
  });
});

describe('/email-alerts', () => {
  it('shows the mail when nothing is typed, and has a help of its own', async () => {
    const bot = await startBot();
    expect((await bot.ask('', ADA, ALERTS)).text).toContain('Mail of the host and all organizations');
    expect((await bot.ask('host', ADA, ALERTS)).text).toContain('Mail of the host\n');
    expect((await bot.ask('help help', ADA, ALERTS)).text).not.toContain('help view');
    expect((await bot.ask('help', ADA, ALERTS)).text).toContain('/email-alerts rules');
    expect((await bot.ask('', EVE, ALERTS)).text).toContain('Help for /email-alerts');
  });

  it('says what it does not understand, and what is not there', async () => {
    const bot = await startBot();
    expect((await bot.ask('deliveries faild', ADA, ALERTS)).text).toContain('deliveries failed?');
    expect((await bot.ask('deliveries failed now', ADA, ALERTS)).text).toContain('are not understood here');
    expect((await bot.ask('rules puase x', ADA, ALERTS)).text).toContain(
      'Did you mean /email-alerts rules pause?',
    );
    expect((await bot.ask('deliveries show nothing', ADA, ALERTS)).text).toContain('That was not found.');
    expect((await bot.ask('rules pause nothing', ADA, ALERTS)).text).toContain('That was not found.');
    expect((await bot.ask('ruels', ADA, ALERTS)).text).toContain('Did you mean /email-alerts rules?');
  });

  it('is for administrators', async () => {
    const bot = await startBot();
    for (const line of ['rules', 'deliveries', 'deliveries replay x', 'rules pause x'])
      expect((await bot.ask(line, EVE, ALERTS)).text).toContain(`<@${ADA}>`);
  });
});
