import {
  ANSWERS_NOTHING,
  answerOf,
  noteTrouble,
  type Answer,
  type TroubleRecord,
} from '../../../delivery/trouble-record.ts';
import type { PlannedEvent, QueuedDelivery } from '../../../intake/intake-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { rowsOf } from './rows-of.ts';
import { troubles } from './schema.ts';
import type { Session } from './session.ts';

/** An event of a batch. */
interface News {
  readonly planned: PlannedEvent;
  readonly level: Level;
}

/** What a batch of events says of troubles. */
export interface Troubles {
  /** What is to be mailed about an event, with what each mail answers. */
  readonly of: (news: News) => readonly { readonly delivery: QueuedDelivery; readonly answer: Answer }[];
  /** Stores what changed; `carrierOf` gives the mail about many that a delivery joined, or its own id. */
  readonly write: (carrierOf: (deliveryId: string) => string) => void;
}

type Row = typeof troubles.$inferSelect;

// Two processes that tell of one trouble at the same time: one waits here until what the other noted is visible to it.
const LOCK = {
  name: 'lock-troubles',
  text: `SELECT pg_advisory_xact_lock(hash)
           FROM (SELECT DISTINCT hashtextextended(key, 2) AS hash FROM unnest($1::text[]) AS key ORDER BY hash) AS hashes`,
};

const OPEN = {
  name: 'open-troubles',
  text: `SELECT troubles.level AS level, troubles.key AS key, address, rule_id AS "ruleId", thread,
                event_id AS "eventId", severity, last_at AS "lastAt"
           FROM unnest($1::text[], $2::text[]) AS news(level, key)
           JOIN troubles ON troubles.level = news.level AND troubles.key = news.key
          ORDER BY address`,
};

// Threads of which a mail arrived, or still may. Of two `EXISTS` with `OR` PostgreSQL would read all deliveries.
const HOPEFUL = {
  name: 'hopeful-threads',
  text: `SELECT first AS thread FROM unnest($1::text[]) AS first
          CROSS JOIN LATERAL (
            SELECT 1 FROM deliveries WHERE id = first AND state NOT IN ('failed', 'expired', 'suppressed')
            UNION ALL
            SELECT 1 FROM deliveries WHERE thread = first AND state NOT IN ('failed', 'expired', 'suppressed')
            LIMIT 1
          ) AS mails`,
};

const troubleRows = rowsOf(troubles);

const WRITE = {
  name: 'write-troubles',
  text: `INSERT INTO troubles (${troubleRows.columns}) SELECT * FROM ${troubleRows.unnest(0)}
         ON CONFLICT (level, key, address) DO UPDATE SET
           rule_id = excluded.rule_id, thread = excluded.thread, event_id = excluded.event_id,
           severity = excluded.severity, last_at = excluded.last_at`,
};

const REMOVE = {
  name: 'remove-troubles',
  text: `DELETE FROM troubles USING unnest($1::text[], $2::text[], $3::text[]) AS over(level, key, address)
          WHERE troubles.level = over.level AND troubles.key = over.key AND troubles.address = over.address`,
};

/** Locks the troubles that a batch tells of, reads them, and works out what follows. Nothing is asked when it tells of none. */
export async function troublesOf({ run, later }: Session, batch: readonly News[]): Promise<Troubles> {
  const told = batch.filter(({ planned }) => planned.event.trouble !== null);
  const open = new Map<string, Row>();
  const stored = new Set<string>();
  const hopeful = new Set<string>();
  if (told.length > 0) {
    const places = new Map(told.map(({ level, planned }) => [troubleOf(level, planned), { level, planned }]));
    later(LOCK, [[...places.keys()]]);
    const rows = await run<Row>(OPEN, [
      [...places.values()].map(({ level }) => levelKey(level)),
      [...places.values()].map(({ planned }) => planned.event.trouble?.key),
    ]);
    for (const row of rows) {
      open.set(placeOf(row), row);
      stored.add(placeOf(row));
    }
    const isEnding = told.some(({ planned }) => planned.event.trouble?.state === 'over');
    const threads = [...new Set(rows.map(({ thread }) => thread))];
    if (isEnding && threads.length > 0)
      for (const { thread } of await run<{ thread: string }>(HOPEFUL, [threads])) hopeful.add(thread);
  }

  const changed = new Set<string>();
  const outcomes = new Map(batch.map((news) => [news.planned.id, outcomeOf(news)]));

  function outcomeOf(news: News) {
    const recoveries = endedBy(news);
    return [
      ...recoveries.values(),
      ...news.planned.deliveries
        .filter(({ recipient }) => !recoveries.has(recipient.address))
        .map((delivery) => ({ delivery, answer: noted(news, delivery) })),
    ];
  }

  function endedBy({ planned, level }: News) {
    const { event, deliveries, planRecovery } = planned;
    const recoveries = new Map<string, { delivery: QueuedDelivery; answer: Answer }>();
    if (event.trouble?.state !== 'over') return recoveries;
    const { key, at } = event.trouble;
    for (const [place, row] of [...open]) {
      if (row.level !== levelKey(level) || row.key !== key || row.lastAt > at) continue;
      open.delete(place);
      changed.add(place);
      const { address, thread } = row;
      const wanted = deliveries.find(({ recipient }) => recipient.address === address);
      if (wanted === undefined && !hopeful.has(thread)) continue;
      const delivery = planRecovery?.(row) ?? wanted;
      if (delivery !== undefined) recoveries.set(address, { delivery, answer: answerOf(row, delivery.id) });
    }
    return recoveries;
  }

  function noted({ planned, level }: News, { id, ruleId, recipient, silence }: QueuedDelivery): Answer {
    const { trouble, severity } = planned.event;
    if (trouble?.state !== 'on' || silence !== null || ruleId === null) return ANSWERS_NOTHING;
    const place = { level: levelKey(level), key: trouble.key, address: recipient.address };
    const before: TroubleRecord | null = open.get(placeOf(place)) ?? null;
    const event = { severity, trouble };
    const after = noteTrouble(before, { ruleId, deliveryId: id, eventId: planned.id, event });
    open.set(placeOf(place), { ...place, ...after });
    changed.add(placeOf(place));
    if (after.thread === id) hopeful.add(id);
    return answerOf(after, id);
  }

  return {
    of: ({ planned }) => outcomes.get(planned.id) ?? [],
    write: (carrierOf) => {
      const kept = [...changed].flatMap((place) => open.get(place) ?? []);
      const gone = [...changed].filter((place) => stored.has(place) && !open.has(place));
      if (gone.length > 0) {
        const columns = gone.map((place) => JSON.parse(place) as readonly [string, string, string]);
        later(
          REMOVE,
          [0, 1, 2].map((column) => columns.map((place) => place[column])),
        );
      }
      const rows = kept.map((row) => ({ ...row, thread: carrierOf(row.thread) }));
      if (rows.length > 0) later(WRITE, troubleRows.values(rows));
    },
  };
}

function troubleOf(level: Level, { event }: PlannedEvent): string {
  return JSON.stringify([levelKey(level), event.trouble?.key]);
}

function placeOf({ level, key, address }: Pick<Row, 'level' | 'key' | 'address'>): string {
  return JSON.stringify([level, key, address]);
}
