import type { PlannedDelivery } from '../../../alerts/planned-delivery.ts';
import type { StormCount } from '../../../alerts/storm-count.ts';
import { gatheringKeyOf, joiningOf, type Gathering, type Joining } from '../../../delivery/joining-of.ts';
import { rowsOf } from './rows-of.ts';
import { stormCounts } from './schema.ts';
import type { Session } from './session.ts';
import { STORM_COUNTS } from './storm-counts.ts';

/** What gathers, as far as a batch of events may join it. */
export interface Gatherings {
  /** Whether a delivery is a mail itself, or what it joins. */
  readonly of: (delivery: PlannedDelivery, at: number) => Joining;
  /** The delivery that gathers for it, due no later than it wants; else `id` is the one from now on, and null is given. */
  readonly join: (gathering: Gathering, id: string) => string | null;
  /** Stores what changed of it. */
  readonly write: () => void;
}

// Of two processes one waits here until what the other opened and counted is visible to it.
const LOCK = {
  name: 'lock-gatherings',
  text: `SELECT pg_advisory_xact_lock(hash)
           FROM (SELECT DISTINCT hashtextextended(key, 1) AS hash FROM unnest($1::text[]) AS key ORDER BY hash) AS hashes`,
};

// A claim takes the key away: whoever comes second sees what the first did.
const OPEN = {
  name: 'open-gatherings',
  text: `SELECT id, gather_key AS key, due_at AS "dueAt" FROM deliveries
          WHERE gather_key = ANY($1::text[]) ORDER BY id FOR UPDATE`,
};

const countRows = rowsOf(stormCounts);

const WRITE_COUNTS = {
  name: 'write-storm-counts',
  text: `INSERT INTO storm_counts (${countRows.columns}) SELECT * FROM ${countRows.unnest(0)}
         ON CONFLICT (rule_id, address)
         DO UPDATE SET started_at = excluded.started_at, count = excluded.count`,
};

const BRING_FORWARD = {
  name: 'bring-gatherings-forward',
  text: `UPDATE deliveries SET due_at = earlier.due_at
           FROM unnest($1::text[], $2::bigint[]) AS earlier(id, due_at) WHERE deliveries.id = earlier.id`,
};

/** Locks what the deliveries may join or count for, and reads it. Nothing is asked when none of them is paced. */
export async function gatheringsOf(
  { run, later }: Session,
  planned: readonly PlannedDelivery[],
): Promise<Gatherings> {
  const paced = planned.flatMap((one) => {
    const key = gatheringKeyOf(one);
    return key === null ? [] : [{ key, ruleId: one.ruleId ?? '', address: one.recipient.address }];
  });
  const counts = new Map<string, StormCount>();
  const changed = new Map<string, typeof stormCounts.$inferSelect>();
  const open = new Map<string, { readonly id: string; dueAt: number }>();
  const earlier = new Map<string, number>();

  if (paced.length > 0) {
    const keys = [...new Set(paced.map(({ key }) => key))];
    later(LOCK, [keys]);
    const pairs = [...new Map(paced.map((one) => [pairOf(one.ruleId, one.address), one])).values()];
    const [gathering, rows] = await Promise.all([
      run<{ id: string; key: string; dueAt: number }>(OPEN, [keys]),
      run<typeof stormCounts.$inferSelect>(STORM_COUNTS, [
        pairs.map(({ ruleId }) => ruleId),
        pairs.map(({ address }) => address),
      ]),
    ]);
    for (const row of gathering) open.set(row.key, row);
    for (const { ruleId, address, ...count } of rows) counts.set(pairOf(ruleId, address), count);
  }

  return {
    of: (delivery, at) =>
      joiningOf(delivery, at, {
        read: (ruleId, address) => counts.get(pairOf(ruleId, address)) ?? null,
        write: (ruleId, address, count) => {
          counts.set(pairOf(ruleId, address), count);
          changed.set(pairOf(ruleId, address), { ruleId, address, ...count });
        },
      }),
    join: ({ key, until }, id) => {
      const there = open.get(key);
      if (there === undefined) {
        open.set(key, { id, dueAt: until });
        return null;
      }
      if (until < there.dueAt) {
        there.dueAt = until;
        earlier.set(there.id, until);
      }
      return there.id;
    },
    write: () => {
      if (changed.size > 0) later(WRITE_COUNTS, countRows.values([...changed.values()]));
      if (earlier.size > 0) later(BRING_FORWARD, [[...earlier.keys()], [...earlier.values()]]);
    },
  };
}

function pairOf(ruleId: string, address: string): string {
  return `${ruleId} ${address}`;
}
