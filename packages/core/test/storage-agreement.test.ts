import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryStorage } from '../src/adapters/storage/memory/index.ts';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import type { Pacing } from '../src/alerts/pace-delivery.ts';
import type { ClaimedDelivery } from '../src/delivery/delivery.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import { HOUR, MINUTE, SECOND } from '../src/kernel/clock.ts';
import { HOST, organizationLevel } from '../src/kernel/level.ts';
import type { Storage } from '../src/storage.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { buildEvent } from '../src/testing/build-event.ts';
import { buildPlannedDelivery, buildPlannedEvent, buildReport } from '../src/testing/build-report.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { buildSettlement } from './contracts/storage/build-settlement.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { useDatabases } from './postgres/use-databases.ts';

const files = useDatabaseFiles();
const databases = useDatabases();
const LEVELS = [HOST, organizationLevel('a'), organizationLevel('b'), organizationLevel('c')];

const level = fc.constantFrom(...LEVELS);
const few = fc.integer({ min: 1, max: 5 });

/** One thing that is done to both storages; each takes at least a millisecond. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('accept' as const),
    level,
    key: fc.integer({ min: 1, max: 30 }),
    foldKey: fc.option(fc.constantFrom('f', 'g', 'h')),
    priority: fc.constantFrom(0 as const, 1 as const),
    recipients: fc.subarray(['a@x.example', 'b@x.example', 'c@x.example']),
    pace: fc.constantFrom('alone' as const, 'digest' as const, 'hours' as const, 'storm' as const),
    wait: fc.constantFrom(MINUTE, 10 * MINUTE, HOUR),
  }),
  fc.record({
    kind: fc.constant('claim' as const),
    limit: few,
    perLevel: few,
    except: fc.subarray(LEVELS, { maxLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('settle' as const),
    which: fc.nat(),
    state: fc.constantFrom('delivered' as const, 'deferred' as const, 'failed' as const, 'unknown' as const),
    reason: fc.constantFrom('no-host' as const, 'busy' as const),
    attempts: fc.nat({ max: 1 }),
  }),
  fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('renew' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('replay' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('change settings' as const), level }),
  fc.record({ kind: fc.constant('forget' as const), age: fc.constantFrom(0, MINUTE, HOUR) }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.constantFrom(SECOND, 20 * SECOND, 5 * MINUTE, HOUR),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** All that can gather for one of the recipients. */
const GATHERINGS = ['digest', 'hours', 'storm'].map((kind) => ({
  key: `rule-1 a@x.example ${kind}`,
  ruleId: 'rule-1',
  address: 'a@x.example',
}));

function pacingOf({ pace, wait }: Extract<Step, { readonly kind: 'accept' }>, now: number): Pacing | null {
  switch (pace) {
    case 'alone':
      return null;
    case 'digest':
    case 'hours':
      return { kind: 'gather', as: pace, until: now + wait };
    case 'storm':
      return { kind: 'storm', most: 2, within: wait };
  }
}

/** Does the steps to one storage and gives everything it answered. Ids and times are the same for every storage. */
async function answersOf(storage: Storage, steps: readonly Step[]): Promise<readonly unknown[]> {
  const newId = sequentialIds();
  const clock = new FakeClock();
  const answers: unknown[] = [];
  const claims: (readonly ClaimedDelivery[])[] = [];
  const delivered: string[] = [];
  const claimOf = (which: number): readonly ClaimedDelivery[] =>
    claims[which % Math.max(1, claims.length)] ?? [];

  const take = async (one: Step): Promise<unknown> => {
    clock.advance(1);
    const now = clock.now();
    switch (one.kind) {
      case 'accept': {
        const event = buildEvent({ foldKey: one.foldKey });
        const deliveries = one.recipients.map((address) =>
          buildPlannedDelivery(newId, {
            ruleId: 'rule-1',
            priority: one.priority,
            pacing: pacingOf(one, now),
            recipient: { address },
          }),
        );
        delivered.push(...deliveries.map(({ id }) => id));
        const events = [buildPlannedEvent(newId, { event, deliveries })];
        const content = { kind: 'events', events } as const;
        const report = buildReport(newId, {
          level: one.level,
          dedupeKey: `${one.key}`,
          receivedAt: now,
          content,
        });
        return storage.intake.accept([report], FOLDING_WINDOW);
      }
      case 'claim': {
        const { limit, perLevel, except } = one;
        const leaseUntil = now + 15 * SECOND;
        const claim = { now, limit, perLevel, except, leaseToken: newId(), leaseUntil };
        const claimed = await storage.outbox.claimDue(claim);
        claims.push(claimed);
        return claimed;
      }
      case 'settle': {
        const { state, reason, attempts } = one;
        const waits = state === 'deferred' || state === 'unknown';
        const settlements = claimOf(one.which).map((claimed, place) =>
          buildSettlement(claimed, {
            state,
            reason,
            attempts,
            dueAt: waits ? now + 10 * MINUTE + place / 2 : null,
            endedAt: waits ? null : now,
          }),
        );
        return [...(await storage.outbox.settle(settlements))].toSorted();
      }
      case 'release':
        return storage.outbox.release(claimOf(one.which));
      case 'renew': {
        const tokens = claimOf(one.which).map(({ leaseToken }) => leaseToken);
        return storage.outbox.renewLeases(tokens, now + 30 * SECOND);
      }
      case 'replay': {
        const id = delivered[one.which % Math.max(1, delivered.length)] ?? 'nobody';
        return storage.outbox.replay({ id, now, expiresAt: now + HOUR, audit: buildAuditEntry(newId) });
      }
      case 'change settings':
        return storage.settings.save({
          level: one.level,
          expectedHead: 0,
          revisions: [],
          dropDraft: false,
          releaseHeld: true,
          audit: [buildAuditEntry(newId)],
          now,
        });
      case 'forget':
        return storage.retention.forgetEvents({ before: now - one.age, after: '', limit: 100 });
      case 'wait':
        clock.advance(one.ms);
        return null;
      default:
        return one satisfies never;
    }
  };

  for (const one of steps) {
    answers.push(await take(one));
    answers.push(await storage.outbox.nextDueAt(), await storage.outbox.backlog(clock.now()));
    answers.push(await storage.outbox.lookAhead(GATHERINGS));
    for (const level of LEVELS) answers.push(await storage.outbox.gathering(level));
  }
  answers.push(await storage.outbox.list({}, { limit: 500 }), await storage.audit.list({}, { limit: 500 }));
  for (const id of delivered) answers.push(await storage.outbox.find(id), await storage.outbox.gathered(id));
  return answers;
}

it.each([
  [
    'SQLite',
    40,
    async () => openSqliteStorage({ path: await files.emptyDatabase(), clock: new FakeClock() }),
  ],
  ['PostgreSQL', 12, async () => openPostgres(await databases.emptyDatabase())],
])(
  'gives the same answers in %s as in memory, whatever happens to deliveries in whatever order',
  async (_backend, numRuns, open) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }), async (steps) => {
        const storage = await open();
        try {
          const expected = await answersOf(createMemoryStorage(), steps);
          expect(await answersOf(storage, steps)).toEqual(expected);
        } finally {
          await storage.close();
        }
      }),
      { numRuns },
    );
  },
  120_000,
);

/** With leases by the clock of the steps, which is not the database's. */
function openPostgres(url: string): Promise<Storage> {
  return openPostgresStorage({ url, clock: new FakeClock(), leaseClock: 'caller' });
}
