import { expect, it, onTestFinished } from 'vitest';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import { HOUR, MINUTE, SECOND, type Clock } from '../src/kernel/clock.ts';
import { HOST } from '../src/kernel/level.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildIncident } from '../src/testing/build-incident.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';
import { useDatabases } from './postgres/use-databases.ts';

const databases = useDatabases();

/** A machine with its own idea of the time, on a database whose leases go by its own. */
async function machine(url: string, ahead: number) {
  const clock: Clock = { now: () => Date.now() + ahead };
  const storage: Storage = await openPostgresStorage({ url, clock });
  onTestFinished(() => storage.close());
  const claim = (leaseToken: string, lease = 30 * SECOND) => {
    const now = clock.now();
    return storage.outbox.claimDue({
      now,
      limit: 9,
      perLevel: 9,
      leaseToken,
      leaseUntil: now + lease,
      except: [],
    });
  };
  return { storage, clock, claim };
}

it.each([HOUR, -HOUR])(
  'a machine whose clock is %d ms off takes no live lease, and its own is taken from it no sooner',
  async (ahead) => {
    const url = await databases.emptyDatabase();
    const right = await machine(url, 0);
    const wrong = await machine(url, ahead);
    const newId = sequentialIds();
    // Long due for everybody.
    const accept = () =>
      right.storage.intake.accept(
        [buildReport(newId, { receivedAt: Date.now() - 2 * HOUR })],
        FOLDING_WINDOW,
      );

    await accept();
    const ofRight = await right.claim('right');
    expect(ofRight).toHaveLength(1);
    expect(await wrong.claim('thief')).toEqual([]);

    await accept();
    const ofWrong = await wrong.claim('wrong');
    expect(ofWrong).toHaveLength(1);
    expect(await right.claim('thief')).toEqual([]);

    // Renewals count from now on by the database's clock too, whoever asks for them.
    await wrong.storage.outbox.renewLeases(['wrong'], wrong.clock.now() + 30 * SECOND);
    expect(await right.claim('thief')).toEqual([]);

    expect((await right.storage.outbox.settle(ofRight.map((one) => buildSettlement(one)))).size).toBe(1);
    expect((await wrong.storage.outbox.settle(ofWrong.map((one) => buildSettlement(one)))).size).toBe(1);
  },
);

it.each([HOUR, -HOUR])(
  'a lease that is over is taken, whoever held it and whoever asks (%d ms off)',
  async (ahead) => {
    const url = await databases.emptyDatabase();
    const [one, other] = [await machine(url, 0), await machine(url, ahead)];
    const newId = sequentialIds();
    for (const [holder, taker] of [
      [one, other],
      [other, one],
    ] as const) {
      await holder.storage.intake.accept(
        [buildReport(newId, { receivedAt: Date.now() - 2 * HOUR })],
        FOLDING_WINDOW,
      );
      const [held] = await holder.claim('dead', -1);
      const [taken] = await taker.claim('alive');
      expect(taken?.delivery).toMatchObject({
        id: held?.delivery.id,
        maybeDuplicate: true,
        reason: 'worker-lost',
      });
      expect((await holder.storage.outbox.settle([buildSettlement(held!)])).size).toBe(0);
      expect((await taker.storage.outbox.settle([buildSettlement(taken!)])).size).toBe(1);
    }
  },
);

it.each([HOUR, -HOUR])('says in the asker’s own time when the next lease ends (%d ms off)', async (ahead) => {
  const url = await databases.emptyDatabase();
  const right = await machine(url, 0);
  const wrong = await machine(url, ahead);
  const receivedAt = Date.now() - 2 * HOUR;
  await right.storage.intake.accept([buildReport(sequentialIds(), { receivedAt })], FOLDING_WINDOW);
  await right.claim('token', 2 * HOUR);
  for (const { storage, clock } of [right, wrong]) {
    const left = ((await storage.outbox.nextDueAt()) ?? 0) - clock.now();
    expect(left).toBeGreaterThan(HOUR);
    expect(left).toBeLessThan(3 * HOUR);
  }
});

it.each([HOUR, -HOUR])(
  'an incident is told by the one that took it, also where another’s clock is %d ms off',
  async (ahead) => {
    const url = await databases.emptyDatabase();
    const newId = sequentialIds();
    const [one, other] = [await machine(url, 0), await machine(url, ahead)];
    const take = ({ storage, clock }: typeof one, leaseToken: string, lease = MINUTE) =>
      storage.incidents.takeUntold({
        now: clock.now(),
        outlets: [{ level: HOST, teamId: 'T1', channelId: 'C1', since: 0 }],
        toldBefore: 0,
        leaseToken,
        leaseUntil: clock.now() + lease,
      });
    const incident = buildIncident({ id: newId(), level: HOST });
    await one.storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    for (const [holder, taker] of [
      [one, other],
      [other, one],
    ] as const) {
      expect(await take(holder, 'held')).toHaveLength(1);
      expect(await take(taker, 'thief')).toEqual([]);
      await holder.storage.incidents.postpone(incident.id, 'held', holder.clock.now() + MINUTE);
      expect(await take(taker, 'thief')).toEqual([]);
      expect(await take(holder, 'again')).toEqual([]);
      await databases.query(url, 'UPDATE incidents SET lease_until = NULL');
      expect(await take(holder, 'dead', -1)).toHaveLength(1);
      expect(await take(taker, 'heir', -1)).toHaveLength(1);
    }
  },
);

it.each([HOUR, -HOUR])(
  'who used a link is answered at once and by one, also where another’s clock is %d ms off',
  async (ahead) => {
    const url = await databases.emptyDatabase();
    const newId = sequentialIds();
    const [one, other] = [await machine(url, 0), await machine(url, ahead)];
    for (const [user, answerer] of [
      [one, other],
      [other, one],
    ] as const) {
      const id = newId();
      const now = user.clock.now();
      await user.storage.links.add({
        id,
        tokenHash: `hash of ${id}`,
        level: HOST,
        purpose: { kind: 'secret', key: 'smtpPassword', expectedHead: 0 },
        actor: { kind: 'command-line', name: 'test' },
        language: 'en',
        reply: { keyId: 'k1', box: 'Ym94' },
        createdAt: now,
        expiresAt: now + HOUR,
        usedAt: null,
        revisionId: null,
      });
      const audit = buildAuditEntry(newId, { action: 'link.used' });
      expect(await user.storage.links.use({ id, now, audit, settings: null })).toBe('used');
      const take = ({ storage, clock }: typeof one) =>
        storage.links.takeUsed({ now: clock.now(), leaseUntil: clock.now() + MINUTE, limit: 9 });
      expect(await take(answerer)).toMatchObject([{ id }]);
      expect(await take(user)).toEqual([]);
      await answerer.storage.links.answered(id);
    }
  },
);

it.each([HOUR, -HOUR])(
  'what is done once is done once, and a token is fetched by one, also where another’s clock is %d ms off',
  async (ahead) => {
    const url = await databases.emptyDatabase();
    const [one, other] = [await machine(url, 0), await machine(url, ahead)];
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const key = first === one ? 'a' : 'b';
      const once = ({ storage, clock }: typeof one) =>
        storage.once.take(key, { now: clock.now(), until: clock.now() + MINUTE });
      expect([await once(first), await once(second)]).toEqual([true, false]);
      const lease = ({ storage, clock }: typeof one, leaseToken: string) => {
        const now = clock.now();
        return storage.accessTokens.lease(key, { leaseToken, now, until: now + MINUTE, forgetBefore: 0 });
      };
      expect(await lease(first, 'first')).toEqual({ kept: null });
      expect(await lease(second, 'second')).toBe('taken');
    }
  },
);
