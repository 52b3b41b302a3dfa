import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { OPEN_POLICY } from '../../src/settings/mail-settings.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { deliveryHouse } from './delivery-house.ts';
import {
  accept,
  connectionRefused,
  greylist,
  noSuchMailbox,
  replyLost,
  tlsFailure,
  wrongPassword,
} from './scripted-transport.ts';

const OWN = 'acme.relay.example';
const RELAY = 'relay.example';

/** An organization with a server of its own that wants to fall back, and a host that lets it. */
async function withFallback({ allowed = true, wanted = true, watched = false } = {}) {
  const house = deliveryHouse({ watched });
  await house.hostRelay();
  const acme = await house.organizationWithRelay('acme');
  if (wanted) await house.settings(acme, { fallbackToHost: true });
  if (allowed)
    await house.storage.settings.savePolicy(
      OPEN_POLICY,
      { ...OPEN_POLICY, fallback: true },
      { audit: [buildAuditEntry(house.newId)], now: house.clock.now() },
    );
  const by = (host: string) => house.transport.tried.filter((sent) => sent.host === host);
  return { ...house, acme, by };
}

describe('an organization whose own server is out of reach', () => {
  it('sends by the host’s relay after five minutes, in the host’s name with answers to itself, and says so', async () => {
    const { acme, by, transport, timers, worker, queue, delivery, storage, clock } = await withFallback();
    transport.behave(OWN, connectionRefused);
    const start = clock.now();
    const [id = ''] = await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(5 * MINUTE - SECOND);
    expect(by(RELAY)).toEqual([]);
    await timers.advance(15 * MINUTE);
    const [sent] = by(RELAY);
    expect(sent?.head).toContain('From: Acme SA via platform.example robots@platform.example');
    expect(sent?.head).toContain('Reply-To: robots@acme.example');
    expect(new Set(transport.tried.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await delivery(id)).toMatchObject({ state: 'delivered', reason: 'sent-by-host' });
    const details = await storage.outbox.find(id);
    expect(details?.timeline.at(-1)).toMatchObject({
      state: 'delivered',
      reason: 'sent-by-host',
      server: 'relay.example:25',
      text: `By the host’s relay, since acme.relay.example:25 is out of reach since ${new Date(start).toISOString()}: 250 2.0.0 Ok: queued as Q1`,
    });
  });

  it.each([{ allowed: false }, { wanted: false }])(
    'waits when the host or it does not want that: %o',
    async (choice) => {
      const { acme, by, transport, timers, worker, queue, states } = await withFallback(choice);
      transport.behave(OWN, connectionRefused);
      await queue(acme, ['ops@acme.example']);
      worker().start();
      await timers.advance(3 * HOUR);
      expect(by(RELAY)).toEqual([]);
      expect(await states()).toEqual({ deferred: 1 });
    },
  );

  it('keeps looking with one mail at a time, and returns as soon as the server answers', async () => {
    const { acme, by, transport, timers, worker, queue, states } = await withFallback();
    transport.behave(OWN, connectionRefused);
    await queue(acme, ['first@acme.example']);
    worker().start();
    await timers.advance(20 * MINUTE);
    expect(by(RELAY)).toHaveLength(1);
    await queue(acme, ['a@acme.example', 'b@acme.example', 'c@acme.example']);
    await timers.advance(10 * SECOND);
    expect(await states()).toEqual({ delivered: 4 });
    expect(by(RELAY)).toHaveLength(4);
    transport.behave(OWN, accept);
    await timers.advance(3 * MINUTE);
    await queue(acme, ['d@acme.example']);
    await timers.advance(10 * SECOND);
    await queue(acme, ['e@acme.example', 'f@acme.example']);
    await timers.advance(10 * SECOND);
    expect(by(RELAY)).toHaveLength(4);
    expect(transport.arrived.slice(-3).map(({ host }) => host)).toEqual([OWN, OWN, OWN]);
  });

  it('never hands a mail that the own server may have to another one', async () => {
    const { acme, by, transport, timers, worker, queue, states } = await withFallback();
    transport.behave(OWN, replyLost);
    await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(SECOND);
    expect(await states()).toEqual({ unknown: 1 });
    transport.behave(OWN, connectionRefused);
    await timers.advance(6 * HOUR);
    expect(by(RELAY)).toEqual([]);
    transport.behave(OWN, accept);
    await timers.advance(5 * HOUR);
    expect(await states()).toEqual({ delivered: 1 });
  });

  it.each([
    ['refuses the settings', wrongPassword],
    ['asks to come back later', greylist],
    ['refuses the recipient', noSuchMailbox],
  ])('is not one whose server %s', async (_name, behaviour) => {
    const { acme, by, transport, timers, worker, queue } = await withFallback();
    transport.behave(OWN, behaviour);
    await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(3 * HOUR);
    expect(by(RELAY)).toEqual([]);
  });

  it.each([
    ['breaks off', 'connection-lost'],
    ['takes too long', 'timeout'],
  ] as const)('sends by the host’s relay when its TLS handshake %s, too', async (_name, kind) => {
    const { acme, by, transport, timers, worker, queue, states } = await withFallback();
    transport.behave(OWN, () => tlsFailure('starttls', kind));
    await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(20 * MINUTE);
    expect(by(RELAY)).toHaveLength(1);
    expect(await states()).toEqual({ delivered: 1 });
  });

  it.each([
    ['shows a wrong certificate', 'certificate', 'CERT_HAS_EXPIRED'],
    ['has another name in its certificate', 'certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['speaks no TLS that is safe', 'starttls', 'ERR_SSL_UNSUPPORTED_PROTOCOL'],
  ] as const)(
    'is not one whose server %s: nothing goes another way in silence',
    async (_name, stage, code) => {
      const { acme, by, transport, timers, worker, queue } = await withFallback();
      transport.behave(OWN, () => tlsFailure(stage, 'tls', code));
      await queue(acme, ['ops@acme.example']);
      worker().start();
      await timers.advance(3 * HOUR);
      expect(by(RELAY)).toEqual([]);
    },
  );

  it('goes on by the host’s relay in a worker that was just started, once that one has looked too', async () => {
    const { acme, by, transport, timers, worker, queue, clock } = await withFallback({ watched: true });
    transport.behave(OWN, connectionRefused);
    await queue(acme, ['first@acme.example']);
    const first = worker();
    first.start();
    await timers.advance(12 * MINUTE);
    expect(by(RELAY)).toHaveLength(1);
    await first.stop();
    worker().start();
    await timers.advance(2 * MINUTE);
    const restarted = clock.now();
    const tried = by(OWN).length;
    await queue(acme, ['second@acme.example']);
    await timers.advance(10 * SECOND);
    expect(by(OWN).length).toBeGreaterThan(tried);
    expect(by(RELAY)).toHaveLength(2);
    expect(clock.now() - restarted).toBeLessThan(MINUTE);
  });

  it('waits five minutes anew in a worker that was just started when nobody has tried for long', async () => {
    const { acme, by, transport, timers, worker, queue } = await withFallback({ watched: true });
    transport.behave(OWN, connectionRefused);
    await queue(acme, ['first@acme.example']);
    const first = worker();
    first.start();
    await timers.advance(12 * MINUTE);
    await first.stop();
    await timers.advance(HOUR);
    worker().start();
    await queue(acme, ['second@acme.example']);
    await timers.advance(4 * MINUTE);
    expect(by(RELAY)).toHaveLength(1);
    await timers.advance(20 * MINUTE);
    expect(by(RELAY)).toHaveLength(2);
  });

  it('lets its own server have the last word where the host’s relay refuses', async () => {
    const { acme, by, transport, timers, worker, queue, states, delivery } = await withFallback();
    transport.behave(OWN, connectionRefused);
    transport.behave(RELAY, noSuchMailbox);
    const [id = ''] = await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(HOUR);
    expect(by(RELAY).length).toBeGreaterThan(0);
    expect(await delivery(id)).toMatchObject({ state: 'deferred', reason: 'recipient-unknown' });
    transport.behave(OWN, accept);
    await timers.advance(5 * HOUR);
    expect(await states()).toEqual({ delivered: 1 });
    expect(transport.arrived.map(({ host }) => host)).toEqual([OWN]);
  });

  it('waits for its server when the host’s relay is away too', async () => {
    const { acme, transport, timers, worker, queue, states } = await withFallback();
    transport.behave(OWN, connectionRefused);
    transport.behave(RELAY, connectionRefused);
    await queue(acme, ['ops@acme.example']);
    worker().start();
    await timers.advance(HOUR);
    transport.behave(OWN, accept);
    await timers.advance(2 * HOUR);
    expect(await states()).toEqual({ delivered: 1 });
    expect(transport.arrived.map(({ host }) => host)).toEqual([OWN]);
  });

  it('sends no mail twice, and none by the host that may have gone, whatever the servers do', async () => {
    const behaviours = { accept, connectionRefused, replyLost, greylist, wrongPassword };
    const moods = fc.array(
      fc.record({
        own: fc.constantFrom(...(Object.keys(behaviours) as (keyof typeof behaviours)[])),
        relay: fc.constantFrom(...(Object.keys(behaviours) as (keyof typeof behaviours)[])),
        minutes: fc.constantFrom(1, 6, 30),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(moods, async (phases) => {
        const { acme, transport, timers, worker, queue, states } = await withFallback();
        worker().start();
        const lost = new Set<string>();
        const late: string[] = [];
        for (const [at, { own, relay, minutes }] of phases.entries()) {
          for (const [host, mood] of [[OWN, own] as const, [RELAY, relay] as const])
            transport.behave(host, (sent) => {
              if (host === RELAY && lost.has(sent.to)) late.push(sent.to);
              if (mood === 'replyLost') lost.add(sent.to);
              return behaviours[mood](sent);
            });
          await queue(acme, [`${String(at)}@acme.example`]);
          await timers.advance(minutes * MINUTE);
        }
        for (const host of [OWN, RELAY]) transport.behave(host, accept);
        await timers.advance(10 * HOUR);
        expect(await states()).toEqual({ delivered: phases.length });
        expect(late).toEqual([]);
        const arrived = transport.arrived.map(({ to }) => to);
        expect(new Set(arrived).size).toBe(arrived.length);
      }),
      { numRuns: 8 },
    );
  });
});
