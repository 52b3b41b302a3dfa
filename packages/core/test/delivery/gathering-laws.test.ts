import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemoryStorage } from '../../src/adapters/storage/memory/index.ts';
import { openPostgresStorage } from '../../src/adapters/storage/postgres/open-postgres-storage.ts';
import { openSqliteStorage } from '../../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { AT_ONCE, type RulePace } from '../../src/alerts/rule-pace.ts';
import { indexRules } from '../../src/alerts/rule-index.ts';
import { indexSilences } from '../../src/alerts/silence-index.ts';
import type { ClaimedDelivery, Delivery } from '../../src/delivery/delivery.ts';
import type { TroubleNews } from '../../src/events/automation-event.ts';
import { planEvents } from '../../src/intake/plan-events.ts';
import { HOUR, MINUTE, SECOND } from '../../src/kernel/clock.ts';
import { organizationLevel } from '../../src/kernel/level.ts';
import type { Storage } from '../../src/storage.ts';
import { buildEvent } from '../../src/testing/build-event.ts';
import { buildReport } from '../../src/testing/build-report.ts';
import { buildAuditEntry } from '../../src/testing/build-audit-entry.ts';
import { buildRule } from '../../src/testing/build-rule.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';
import { sequentialIds } from '../../src/testing/sequential-ids.ts';
import { buildSettlement } from '../contracts/storage/build-settlement.ts';
import { useDatabaseFiles } from '../contracts/storage/database-files.ts';
import { useDatabases } from '../postgres/use-databases.ts';

const files = useDatabaseFiles();
const databases = useDatabases();
const level = organizationLevel('acme');
const ADDRESSES = ['a@acme.example', 'b@acme.example'];
const RULES = ['rule-1', 'rule-2'];

const pace: fc.Arbitrary<RulePace> = fc.record({
  digest: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constant('every' as const), every: fc.constantFrom(MINUTE, HOUR) }),
      fc.record({
        kind: fc.constant('at' as const),
        days: fc.constant([1, 2, 3, 4, 5, 6, 7]),
        times: fc.constantFrom([480], [0, 720, 1_000]),
      }),
    ),
  ),
  hours: fc.constantFrom([], [{ days: [1, 2, 3, 4, 5], from: 600, to: 660 }]),
  storm: fc.option(
    fc.record({ most: fc.integer({ min: 1, max: 3 }), within: fc.constantFrom(MINUTE, HOUR) }),
  ),
  atOnceFrom: fc.constantFrom(null, 'fatal' as const),
});

/** One thing that happens: an intake, a worker, a person, a crash, time. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      severities: fc.array(fc.constantFrom('error' as const, 'fatal' as const), {
        minLength: 1,
        maxLength: 4,
      }),
      troubles: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      which: fc.nat(),
      state: fc.constantFrom(
        'delivered' as const,
        'deferred' as const,
        'failed' as const,
        'unknown' as const,
      ),
    }),
  },
  fc.record({ kind: fc.constant('release' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('replay' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('edit' as const), rule: fc.constantFrom(...RULES), pace }),
  fc.record({ kind: fc.constant('remove' as const), rule: fc.constantFrom(...RULES) }),
  fc.record({ kind: fc.constant('crash' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(SECOND, MINUTE, 20 * MINUTE, 12 * HOUR),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Which deliveries an event must be in: one for each of its rule and address. */
interface Wanted {
  readonly eventId: string;
  readonly ruleId: string;
  readonly address: string;
}

/** Two troubles that begin, go on and end; 0: none. The end is told to those who were told by a delivery of its own. */
function troubleOf(number: number, at: number): TroubleNews | null {
  if (number === 0) return null;
  return { key: `trouble ${String(number % 2)}`, state: number > 2 ? 'over' : 'on', at };
}

/** Lets the steps happen, then lets the workers finish. Gives what was wanted, and what storage has. */
async function happen(reopen: () => Promise<Storage>, first: RulePace, steps: readonly Step[]) {
  const newId = sequentialIds();
  const clock = new FakeClock();
  const paces = new Map(RULES.map((rule) => [rule, first]));
  const claims: (readonly ClaimedDelivery[])[] = [];
  const wanted: Wanted[] = [];
  const sent: string[] = [];
  /** What mails about many said when a worker first had them. */
  const said = new Map<string, number>();
  let storage = await reopen();

  const plan = () => {
    const rules = [...paces].map(([id, itsPace]) =>
      buildRule({
        id,
        level,
        pace: itsPace,
        recipients: ADDRESSES.map((address) => ({
          address: `${id}.${address}`,
          language: null,
          timeZone: null,
        })),
      }),
    );
    return {
      level,
      rules: indexRules(rules),
      silences: indexSilences([]),
      lists: new Map(),
      language: 'en',
      timeZone: 'Europe/Paris',
    } as const;
  };
  const claim = async (limit: number) => {
    const now = clock.now();
    const claimed = await storage.outbox.claimDue({
      now,
      limit,
      perLevel: limit,
      leaseToken: newId(),
      leaseUntil: now + 15 * SECOND,
      except: [],
    });
    claims.push(claimed);
    for (const { delivery } of claimed)
      if (delivery.gathers !== null && !said.has(delivery.id))
        said.set(delivery.id, (await storage.outbox.gathered(delivery.id))?.count ?? 0);
    return claimed;
  };

  const take = async (one: Step): Promise<unknown> => {
    clock.advance(1);
    const now = clock.now();
    switch (one.kind) {
      case 'accept': {
        const spoken = one.severities.map((severity, place) =>
          buildEvent({ foldKey: null, severity, trouble: troubleOf(one.troubles[place] ?? 0, now) }),
        );
        const events = planEvents(spoken, { context: plan(), now, firstId: newId(), newId });
        for (const { id: eventId, deliveries } of events)
          for (const { ruleId, recipient } of deliveries)
            wanted.push({ eventId, ruleId: ruleId ?? '', address: recipient.address });
        const report = buildReport(newId, {
          id: events[0]!.id,
          level,
          receivedAt: now,
          content: { kind: 'events', events },
        });
        return storage.intake.accept([report], 0);
      }
      case 'claim':
        return claim(one.limit);
      case 'settle': {
        const claimed = claims[one.which % Math.max(1, claims.length)] ?? [];
        const waits = one.state === 'deferred' || one.state === 'unknown';
        const settled = await storage.outbox.settle(
          claimed.map((each) =>
            buildSettlement(each, {
              state: one.state,
              reason: 'busy',
              dueAt: waits ? now + MINUTE : null,
              endedAt: waits ? null : now,
            }),
          ),
        );
        if (one.state === 'delivered') sent.push(...settled);
        return settled;
      }
      case 'release':
        return storage.outbox.release(claims[one.which % Math.max(1, claims.length)] ?? []);
      case 'replay': {
        const { items } = await storage.outbox.list({}, { limit: 500 });
        const id = items[one.which % Math.max(1, items.length)]?.id ?? 'nobody';
        return storage.outbox.replay({ id, now, expiresAt: now + 48 * HOUR, audit: buildAuditEntry(newId) });
      }
      case 'edit':
        return paces.set(one.rule, one.pace);
      case 'remove':
        paces.delete(one.rule);
        return storage.rules.remove(one.rule, buildAuditEntry(newId));
      case 'crash':
        storage = await reopen();
        return null;
      case 'wait': {
        clock.advance(one.ms);
        return;
      }
    }
  };
  for (const one of steps) await take(one);

  // Later than any digest, opening or lease: all that waits goes.
  for (let round = 0; round < 20 && (await storage.outbox.nextDueAt()) !== null; round += 1) {
    clock.advance(72 * HOUR);
    const claimed = await claim(500);
    sent.push(
      ...(await storage.outbox.settle(claimed.map((one) => buildSettlement(one, { endedAt: clock.now() })))),
    );
  }
  const { items } = await storage.outbox.list({}, { limit: 500 });
  const inMail = async ({ eventId }: Wanted) =>
    (await storage.outbox.list({ eventId }, { limit: 500 })).items;
  const counts = new Map<string, number>();
  for (const { id, gathers } of items)
    counts.set(id, gathers === null ? 1 : ((await storage.outbox.gathered(id))?.count ?? 0));
  return { storage, wanted, items, inMail, counts, sent, said };
}

/** Every event is in exactly one mail for each rule and address, and what is in them is no more than came. */
async function expectLaws(
  reopen: () => Promise<Storage>,
  first: RulePace,
  steps: readonly Step[],
): Promise<void> {
  const { storage, wanted, items, inMail, counts, sent, said } = await happen(reopen, first, steps);
  try {
    for (const want of wanted) {
      const mails = (await inMail(want)).filter(
        ({ ruleId, address }) => ruleId === want.ruleId && address === want.address,
      );
      expect(
        mails.map(({ id }) => id),
        JSON.stringify(want),
      ).toHaveLength(1);
    }
    const members = [...counts.values()].reduce((sum, count) => sum + count, 0);
    expect(members).toBe(wanted.length);
    // What a mail says is all that it is about: nothing joins it behind the back of who sends it.
    for (const [id, count] of said) expect(counts.get(id), id).toBe(count);
    const lost = items.filter(({ dueAt }) => dueAt !== null);
    expect(lost).toEqual([]);
    const mailed = new Set(sent);
    const given = (one: Delivery): boolean => mailed.has(one.id) || one.state === 'failed';
    expect(items.filter((one) => !given(one)).map(({ id, state }) => ({ id, state }))).toEqual([]);
  } finally {
    await storage.close();
  }
}

const happenings = fc.array(step, { minLength: 8, maxLength: 40, size: 'max' });

it.each([
  [
    'memory',
    60,
    async () => {
      const storage = createMemoryStorage();
      return async () => storage;
    },
  ],
  [
    'SQLite',
    30,
    async () => {
      const path = await files.emptyDatabase();
      return reopening(() => openSqliteStorage({ path, clock: new FakeClock() }));
    },
  ],
  [
    'PostgreSQL',
    6,
    async () => {
      const url = await databases.emptyDatabase();
      return reopening(() => openPostgresStorage({ url, clock: new FakeClock(), leaseClock: 'caller' }));
    },
  ],
] as const)(
  'in %s every event is in exactly one mail for each rule and address, whatever happens in whatever order',
  async (_backend, numRuns, open) => {
    await fc.assert(
      fc.asyncProperty(pace, happenings, async (first, steps) => expectLaws(await open(), first, steps)),
      { numRuns },
    );
  },
  120_000,
);

/** Opens anew what the last one left behind. */
function reopening(open: () => Promise<Storage>): () => Promise<Storage> {
  let current: Storage | null = null;
  return async () => {
    await current?.close();
    current = await open();
    return current;
  };
}

it('the paces that are tried make digests, waits for an opening, and storms', async () => {
  const storage = createMemoryStorage();
  const accept: Step = { kind: 'accept', severities: ['error', 'error', 'error'], troubles: [] };
  const tried: RulePace[] = [
    { ...AT_ONCE, digest: { kind: 'every', every: HOUR } },
    { ...AT_ONCE, hours: [{ days: [1], from: 0, to: 1 }] },
    { ...AT_ONCE, storm: { most: 1, within: HOUR } },
  ];
  const edits = tried.flatMap((one): Step[] => [{ kind: 'edit', rule: 'rule-1', pace: one }, accept]);
  const { items } = await happen(async () => storage, AT_ONCE, edits);
  expect(new Set(items.map(({ gathers }) => gathers))).toEqual(new Set([null, 'digest', 'hours', 'storm']));
});
