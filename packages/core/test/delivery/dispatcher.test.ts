import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { HOST } from '../../src/kernel/level.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { deliveryHouse } from './delivery-house.ts';
import {
  accept,
  connectionRefused,
  greylist,
  heldBack,
  noSuchMailbox,
  replyLost,
  senderRefused,
  wrongPassword,
} from './scripted-transport.ts';

const addresses = (count: number, name = 'person'): string[] =>
  Array.from({ length: count }, (_, place) => `${name}-${String(place)}@acme.example`);

const unavailable = new AppError('storage-unavailable', 'The disk is full.');

describe('delivering', () => {
  it('brings every queued delivery to its server once, and stores what it said', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const acme = await house.organization('acme');
    const ids = await house.queue(acme, addresses(120));
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(await house.states()).toEqual({ delivered: 120 });
    expect(new Set(house.transport.arrived.map(({ to }) => to)).size).toBe(120);
    expect(house.transport.tried).toHaveLength(120);
    const details = await house.storage.outbox.find(ids[0] ?? '');
    expect(details?.timeline).toMatchObject([
      { state: 'delivered', server: 'relay.example:25', queueId: 'Q1' },
    ]);
  });

  it('starts at once when it is woken', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(10 * MINUTE);
    await house.queue(HOST, ['ops@acme.example']);
    dispatcher.wake();
    await house.timers.settle();
    expect(await house.states()).toEqual({ delivered: 1 });
  });

  it('starts what it has claimed before it knows when the next is due', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, ['ops@acme.example']);
    const never = new Promise<number | null>(() => undefined);
    const outbox = { ...house.storage.outbox, nextDueAt: () => never };
    house.worker({ storage: { ...house.storage, outbox } }).start();
    await house.timers.settle();
    expect(house.transport.arrived).toHaveLength(1);
  });

  it('finds within a second what another process queued', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    house.worker().start();
    await house.timers.advance(10 * MINUTE);
    await house.queue(HOST, ['ops@acme.example']);
    await house.timers.advance(SECOND);
    expect(await house.states()).toEqual({ delivered: 1 });
  });

  it('lets one bad recipient stop no other', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [bad, ...good] = await house.queue(HOST, addresses(10));
    house.transport.behave('relay.example', (sent) =>
      sent.to === 'person-0@acme.example' ? noSuchMailbox() : accept(sent),
    );
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(await house.delivery(bad ?? '')).toMatchObject({ state: 'failed', reason: 'recipient-unknown' });
    for (const id of good) expect((await house.delivery(id)).state).toBe('delivered');
  });

  it('tries a transient refusal again on schedule, with the same Message-ID', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    house.transport.behave('relay.example', greylist);
    house.worker().start();
    const start = house.clock.now();
    await house.timers.advance(19 * MINUTE);
    house.transport.behave('relay.example', accept);
    await house.timers.advance(2 * MINUTE);
    expect(house.transport.tried.map(({ at }) => (at - start) / MINUTE)).toEqual([0, 5, 12, 20]);
    expect(new Set(house.transport.tried.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'delivered', attempts: 4 });
  });

  it('gives up after 48 h and says so', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    house.transport.behave('relay.example', greylist);
    house.worker().start();
    for (let hours = 0; hours < 48; hours += 1) {
      house.clock.advance(HOUR);
      await house.timers.advance(2 * SECOND);
    }
    expect(await house.delivery(id ?? '')).toMatchObject({
      state: 'expired',
      reason: 'expired',
      dueAt: null,
    });
  });

  it('sends again after a lost reply and marks the possible duplicate', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    house.transport.behave('relay.example', replyLost);
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'unknown', reason: 'reply-lost' });
    house.transport.behave('relay.example', accept);
    await house.timers.advance(5 * MINUTE);
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'delivered', maybeDuplicate: true });
    const [first, second] = house.transport.tried;
    expect(second?.messageId).toBe(first?.messageId);
  });

  it('delays mail by about as long as a relay was down', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, addresses(200));
    house.transport.behave('relay.example', connectionRefused);
    house.worker().start();
    await house.timers.advance(30 * SECOND);
    house.transport.behave('relay.example', accept);
    await house.timers.advance(45 * SECOND);
    expect(await house.states()).toEqual({ delivered: 200 });
    expect(house.transport.tried.length).toBeLessThan(210);
  });
});

describe('settings that cannot be used', () => {
  it('holds mail with the reason and sends it as soon as settings appear', async () => {
    const house = deliveryHouse();
    const acme = await house.organization('acme');
    const ids = await house.queue(acme, addresses(3));
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(HOUR);
    expect(await house.delivery(ids[0] ?? '')).toMatchObject({
      state: 'deferred',
      reason: 'no-host',
      attempts: 0,
    });
    expect((await house.storage.outbox.find(ids[0] ?? ''))?.timeline).toHaveLength(1);
    await house.hostRelay();
    dispatcher.wake();
    await house.timers.settle();
    expect(await house.states()).toEqual({ delivered: 3 });
  });

  it('holds mail whose password cannot be opened, and says which key is missing', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const { active } = await house.storage.settings.load(HOST);
    if (active === null) throw new Error('no settings');
    const sealed = { kind: 'sealed', keyId: 'k9', box: '' } as const;
    const values = { ...active.layer.values, useDefaultCredentials: false, smtpUsername: 'robots' };
    await house.storage.settings.save({
      level: HOST,
      expectedHead: 1,
      revisions: [
        {
          ...active,
          id: house.newId(),
          number: 2,
          layer: { values, secrets: { smtpPassword: sealed } },
        },
      ],
      dropDraft: false,
      releaseHeld: true,
      audit: [buildAuditEntry(house.newId)],
      now: house.clock.now(),
    });
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'deferred', reason: 'key-missing' });
    const details = await house.storage.outbox.find(id ?? '');
    expect(details?.timeline[0]?.text).toContain('k9');
    expect(house.transport.tried).toEqual([]);
  });

  it('tries a wrong password once, not once per mail, and holds the rest until the settings change', async () => {
    const house = deliveryHouse();
    const acme = await house.organizationWithRelay('acme');
    house.transport.behave('acme.relay.example', wrongPassword);
    await house.queue(acme, addresses(500));
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(14 * MINUTE);
    expect(house.transport.tried).toHaveLength(1);
    expect(await house.states()).toEqual({ deferred: 500 });

    house.transport.behave('acme.relay.example', accept);
    await house.settings(acme, { smtpPort: 26 });
    dispatcher.wake();
    await house.timers.advance(2 * SECOND);
    expect(await house.states()).toEqual({ delivered: 500 });
    expect(house.retired).toHaveLength(1);
  });

  it('asks a server that refused the password again after a quarter of an hour, once', async () => {
    const house = deliveryHouse();
    const acme = await house.organizationWithRelay('acme');
    house.transport.behave('acme.relay.example', wrongPassword);
    await house.queue(acme, addresses(50));
    house.worker().start();
    await house.timers.advance(31 * MINUTE);
    expect(house.transport.tried).toHaveLength(3);
  });

  it('pauses the connection whose settings are wrong and no other', async () => {
    const house = deliveryHouse();
    const wrong = await house.organizationWithRelay('wrong');
    const right = await house.organizationWithRelay('right');
    house.transport.behave('wrong.relay.example', wrongPassword);
    await house.queue(wrong, addresses(100));
    await house.queue(right, addresses(100));
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(house.transport.arrived.every(({ host }) => host === 'right.relay.example')).toBe(true);
    expect(await house.states()).toEqual({ deferred: 100, delivered: 100 });
  });

  it('rests a refused From for its own level, not for others on the same relay', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const acme = await house.organization('acme');
    const other = await house.organization('other');
    await house.settings(acme, { defaultFromAddress: 'forbidden@acme.example' });
    house.transport.behave('relay.example', (sent) =>
      sent.from === 'forbidden@acme.example' ? senderRefused() : accept(sent),
    );
    await house.queue(acme, addresses(100));
    await house.queue(other, addresses(100));
    house.worker().start();
    await house.timers.advance(MINUTE);
    expect(await house.states()).toEqual({ deferred: 100, delivered: 100 });
    expect(house.transport.tried.length).toBeLessThan(115);
  });
});

describe('fairness', () => {
  it('keeps another level’s mail flowing while one is flooded', async () => {
    const house = deliveryHouse();
    const flooded = await house.organizationWithRelay('flooded');
    const calm = await house.organizationWithRelay('calm');
    const dispatcher = house.worker();
    await house.queue(flooded, addresses(2_000, 'flood'));
    let sent = 0;
    let queued = Promise.resolve();
    house.transport.behave('flooded.relay.example', async (one) => {
      sent += 1;
      if (sent === 300) queued = house.queue(calm, addresses(1, 'calm')).then(() => dispatcher.wake());
      await new Promise((resolve) => setImmediate(resolve));
      return accept(one);
    });
    dispatcher.start();
    await house.timers.advance(10 * SECOND);
    await queued;
    const place = house.transport.arrived.findIndex(({ host }) => host === 'calm.relay.example');
    expect(place).toBeGreaterThan(250);
    expect(place).toBeLessThan(400);
    expect(house.transport.arrived).toHaveLength(2_001);
  });

  it('leaves places free for others when one relay answers nothing', async () => {
    const house = deliveryHouse({ concurrency: 8 });
    const stuck = await house.organizationWithRelay('stuck');
    const live = await house.organizationWithRelay('live');
    const mute = heldBack();
    let first = true;
    house.transport.behave('stuck.relay.example', (sent, signal) => {
      if (!first) return mute.behaviour(sent, signal);
      first = false;
      return accept(sent);
    });
    await house.queue(stuck, addresses(300));
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(5 * SECOND);
    expect(mute.waiting).toBe(4);
    await house.queue(live, addresses(50));
    dispatcher.wake();
    await house.timers.advance(5 * SECOND);
    expect(house.transport.arrived.filter(({ host }) => host === 'live.relay.example')).toHaveLength(50);
  });

  it('never has more sends under way than it may', async () => {
    const house = deliveryHouse({ concurrency: 6 });
    for (const slug of ['one', 'two', 'three', 'four']) {
      const level = await house.organizationWithRelay(slug);
      house.transport.behave(`${slug}.relay.example`, async (sent) => {
        await new Promise((resolve) => setImmediate(resolve));
        return accept(sent);
      });
      await house.queue(level, addresses(40));
    }
    house.worker().start();
    await house.timers.advance(10 * SECOND);
    expect(await house.states()).toEqual({ delivered: 160 });
    expect(house.transport.mostUnderWay).toBeLessThanOrEqual(6);
  });

  it('sends a password recovery before everything that waits', async () => {
    const house = deliveryHouse({ concurrency: 1 });
    await house.hostRelay();
    await house.queue(HOST, addresses(20));
    await house.queue(HOST, ['claire@acme.example'], { priority: 0 });
    house.worker().start();
    await house.timers.advance(SECOND);
    expect(house.transport.arrived[0]?.to).toBe('claire@acme.example');
  });
});

describe('leases', () => {
  it('changes nothing with a stale lease: what another worker took over is settled by that one', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    const mute = heldBack();
    house.transport.behave('relay.example', mute.behaviour);
    const { outbox } = house.storage;
    // A worker that sleeps through its renewals, as on a machine that was suspended.
    let claims = 0;
    const asleep = house.worker({
      storage: {
        ...house.storage,
        outbox: {
          ...outbox,
          claimDue: async (request) => (claims++ === 0 ? outbox.claimDue(request) : []),
          renewLeases: async () => undefined,
        },
      },
    });
    asleep.start();
    await house.timers.advance(SECOND);
    expect(mute.waiting).toBe(1);

    house.transport.behave('relay.example', noSuchMailbox);
    const awake = house.worker();
    await house.timers.advance(15 * SECOND);
    awake.start();
    await house.timers.advance(SECOND);
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'failed', maybeDuplicate: true });
    mute.answer(accept({ host: 'relay.example' }));
    await house.timers.advance(SECOND);
    expect((await house.delivery(id ?? '')).state).toBe('failed');
  });

  it('keeps its leases alive for as long as a send takes', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, ['ops@acme.example']);
    const mute = heldBack();
    house.transport.behave('relay.example', mute.behaviour);
    house.worker().start();
    house.worker().start();
    await house.timers.advance(2 * MINUTE);
    expect(house.transport.tried).toHaveLength(1);
    mute.answer(accept({ host: 'relay.example' }));
    await house.timers.advance(SECOND);
    expect(await house.states()).toEqual({ delivered: 1 });
  });

  it('shares the work between two workers without sending anything twice', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, addresses(300));
    house.worker().start();
    house.worker().start();
    await house.timers.advance(5 * SECOND);
    expect(await house.states()).toEqual({ delivered: 300 });
    expect(house.transport.tried).toHaveLength(300);
  });
});

describe('storage that fails', () => {
  it('loses no outcome and sends nothing twice while outcomes cannot be stored', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, addresses(100));
    let broken = false;
    const { outbox } = house.storage;
    const fail = async (): Promise<never> => Promise.reject(unavailable);
    const dispatcher = house.worker({
      storage: {
        ...house.storage,
        outbox: {
          claimDue: (request) => (broken ? fail() : outbox.claimDue(request)),
          renewLeases: (tokens, until) => (broken ? fail() : outbox.renewLeases(tokens, until)),
          release: (claimed) => (broken ? fail() : outbox.release(claimed)),
          settle: (settlements) => (broken ? fail() : outbox.settle(settlements)),
          nextDueAt: () => (broken ? fail() : outbox.nextDueAt()),
        },
      },
    });
    house.transport.behave('relay.example', async (sent) => {
      if (house.transport.tried.length > 30) broken = true;
      await new Promise((resolve) => setImmediate(resolve));
      return accept(sent);
    });
    dispatcher.start();
    await house.timers.advance(5 * MINUTE);
    const duringOutage = house.transport.tried.length;
    expect(duringOutage).toBeLessThan(60);
    expect(dispatcher.state.phase).toBe('storage-unavailable');
    expect(dispatcher.state.unsettled).toBeGreaterThan(0);

    house.transport.behave('relay.example', accept);
    broken = false;
    await house.timers.advance(10 * SECOND);
    expect(await house.states()).toEqual({ delivered: 100 });
    expect(house.transport.tried).toHaveLength(100);
    expect(dispatcher.state).toMatchObject({ phase: 'running', unsettled: 0 });
  });

  it('goes on by itself when claiming failed for a while', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    await house.queue(HOST, addresses(5));
    let failures = 8;
    const { outbox } = house.storage;
    house
      .worker({
        storage: {
          ...house.storage,
          outbox: {
            ...outbox,
            claimDue: (request) => (failures-- > 0 ? Promise.reject(unavailable) : outbox.claimDue(request)),
          },
        },
      })
      .start();
    await house.timers.advance(30 * SECOND);
    expect(await house.states()).toEqual({ delivered: 5 });
  });

  it('stores the other outcomes when one is refused, and does not send that one again', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [odd] = await house.queue(HOST, addresses(10));
    const { outbox } = house.storage;
    const dispatcher = house.worker({
      storage: {
        ...house.storage,
        outbox: {
          ...outbox,
          settle: (settlements) =>
            settlements.some(({ deliveryId }) => deliveryId === odd)
              ? Promise.reject(new AppError('internal', 'No.'))
              : outbox.settle(settlements),
        },
      },
    });
    dispatcher.start();
    await house.timers.advance(3 * MINUTE);
    expect(await house.states()).toEqual({ delivered: 9, sending: 1 });
    expect(house.transport.tried).toHaveLength(10);
  });
});

describe('stopping', () => {
  it('gives back what was not started, exactly as it was', async () => {
    const house = deliveryHouse({ concurrency: 4 });
    await house.hostRelay();
    const ids = await house.queue(HOST, addresses(20));
    const before = await Promise.all(ids.map(house.delivery));
    const mute = heldBack();
    house.transport.behave('relay.example', mute.behaviour);
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(SECOND);
    expect((await house.states()).sending).toBeGreaterThan(1);
    const stopped = dispatcher.stop();
    await house.timers.settle();
    mute.answer(accept({ host: 'relay.example' }));
    await house.timers.settle();
    await stopped;
    const after = await Promise.all(ids.map(house.delivery));
    expect(after.filter(({ state }) => state === 'delivered')).toHaveLength(1);
    for (const [place, delivery] of after.entries()) {
      if (delivery.state !== 'delivered') expect(delivery).toEqual(before[place]);
    }
    expect(dispatcher.state).toEqual({ phase: 'stopped', running: 0, waiting: 0, unsettled: 0 });
  });

  it('calls off what takes longer than the grace time and gives it back without counting a try', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    house.transport.behave('relay.example', heldBack().behaviour);
    const dispatcher = house.worker({ grace: 3 * SECOND });
    dispatcher.start();
    await house.timers.advance(SECOND);
    const stopped = dispatcher.stop();
    await house.timers.advance(3 * SECOND);
    await stopped;
    expect(await house.delivery(id ?? '')).toMatchObject({
      state: 'queued',
      attempts: 0,
      maybeDuplicate: false,
    });
  });

  it('stores an outcome that comes while it stops', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const [id] = await house.queue(HOST, ['ops@acme.example']);
    const mute = heldBack();
    house.transport.behave('relay.example', mute.behaviour);
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(SECOND);
    const stopped = dispatcher.stop();
    await house.timers.advance(SECOND);
    mute.answer(replyLost());
    await house.timers.settle();
    await stopped;
    expect(await house.delivery(id ?? '')).toMatchObject({ state: 'unknown', maybeDuplicate: true });
  });

  it('leaves no timer behind, and takes nothing after', async () => {
    const house = deliveryHouse();
    await house.hostRelay();
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(SECOND);
    await dispatcher.stop();
    expect(house.timers.size).toBe(0);
    await house.queue(HOST, ['ops@acme.example']);
    dispatcher.wake();
    await house.timers.advance(HOUR);
    expect(await house.states()).toEqual({ queued: 1 });
  });
});

describe('maintenance mode', () => {
  async function inMode(mode: 'draining' | 'suspended') {
    const house = deliveryHouse();
    await house.hostRelay();
    const set = (to: 'off' | 'draining' | 'suspended') =>
      house.storage.maintenance.setMode(to, buildAuditEntry(house.newId, { action: 'maintenance.changed' }));
    await set(mode);
    await house.queue(HOST, addresses(10));
    const dispatcher = house.worker();
    dispatcher.start();
    await house.timers.advance(10 * SECOND);
    return { house, set, dispatcher };
  }

  it('holds everything while suspended and sends it when that ends', async () => {
    const { house, set, dispatcher } = await inMode('suspended');
    expect(await house.states()).toEqual({ queued: 10 });
    expect(dispatcher.state.phase).toBe('suspended');
    await set('off');
    await house.timers.advance(SECOND);
    expect(await house.states()).toEqual({ delivered: 10 });
  });

  it('goes on while draining', async () => {
    const { house } = await inMode('draining');
    expect(await house.states()).toEqual({ delivered: 10 });
  });
});
