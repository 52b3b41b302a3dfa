import type { PlannedEvent, Report } from '../../../intake/intake-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { Session } from './session.ts';

/** Who has had mail about what, as far as a batch of reports may repeat it. */
export interface Folding {
  /** Addresses that had mail about the same happening just now. */
  readonly addressesTold: (event: PlannedEvent, report: Report) => ReadonlySet<string>;
  /** Takes into account an event of the batch itself, with the deliveries that are left to it. */
  readonly note: (event: PlannedEvent, report: Report) => void;
}

interface Told {
  readonly receivedAt: number;
  readonly address: string;
}

// Two processes that store copies at the same time: one of them waits here until the other's mail is visible to it. The
// keys are hashed to numbers and locked in their order; two that share a number wait for nothing, which does no harm.
const LOCK_KEYS = {
  name: 'lock-fold-keys',
  text: `SELECT pg_advisory_xact_lock(hash)
           FROM (SELECT DISTINCT hashtextextended(key, 0) AS hash FROM unnest($1::text[]) AS key ORDER BY hash) AS hashes`,
};

// One step in `events_fold` for each key, which finds nothing for most.
const TOLD = {
  name: 'told-of-fold-keys',
  text: `SELECT DISTINCT events.level AS level, events.fold_key AS "foldKey", events.received_at AS "receivedAt",
                told.address AS address
           FROM unnest($1::text[], $2::text[]) AS key(level, fold_key)
           JOIN events ON events.level = key.level AND events.fold_key = key.fold_key
                      AND events.received_at > $3 AND events.received_at < $4
          CROSS JOIN LATERAL (
             SELECT address FROM deliveries WHERE event_id = events.id
              UNION ALL
             SELECT deliveries.address FROM digest_members
               JOIN deliveries ON deliveries.id = digest_members.delivery_id
              WHERE digest_members.event_id = events.id
          ) AS told`,
};

/** Locks the fold keys of a batch and looks up who was told of them. */
export async function foldingOf(
  { run, later }: Session,
  batch: readonly Report[],
  window: number,
): Promise<Folding> {
  const told = new Map<string, Told[]>();
  const note = (key: string, ...entries: readonly Told[]): void => {
    told.set(key, [...(told.get(key) ?? []), ...entries]);
  };

  const pairs = foldPairs(batch);
  if (pairs.size > 0) {
    later(LOCK_KEYS, [[...pairs.keys()]]);
    const times = batch.map(({ receivedAt }) => receivedAt);
    // Both ways, since clocks of several processes differ a little.
    const rows = await run<Told & { level: string; foldKey: string }>(TOLD, [
      [...pairs.values()].map(([level]) => level),
      [...pairs.values()].map(([, foldKey]) => foldKey),
      Math.min(...times) - window,
      Math.max(...times) + window,
    ]);
    for (const { level, foldKey, ...entry } of rows) note(keyOf(level, foldKey), entry);
  }

  return {
    addressesTold({ event: { foldKey } }, { level, receivedAt }) {
      if (foldKey === null) return new Set();
      const entries = told.get(keyOf(levelKey(level), foldKey)) ?? [];
      const near = entries.filter((entry) => Math.abs(entry.receivedAt - receivedAt) < window);
      return new Set(near.map(({ address }) => address));
    },
    note({ event: { foldKey }, deliveries }, { level, receivedAt }) {
      if (foldKey === null || deliveries.every(({ silence }) => silence !== null)) return;
      const entries = deliveries.map(({ recipient: { address } }) => ({ receivedAt, address }));
      note(keyOf(levelKey(level), foldKey), ...entries);
    },
  };
}

/** The fold keys of the batch with their levels. */
function foldPairs(batch: readonly Report[]): ReadonlyMap<string, readonly [string, string]> {
  const pairs = batch.flatMap(({ level, content }) =>
    content.kind === 'events'
      ? content.events.flatMap(({ event: { foldKey } }) =>
          foldKey === null ? [] : [[levelKey(level), foldKey] as const],
        )
      : [],
  );
  return new Map(pairs.map((pair) => [keyOf(...pair), pair]));
}

function keyOf(level: string, foldKey: string): string {
  return JSON.stringify([level, foldKey]);
}
