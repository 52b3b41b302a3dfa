import type { Acceptance, IntakeStore, PlannedEvent, Report } from '../../../intake/intake-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import type { ChangeNews } from './change-news.ts';
import { foldingOf, type Folding } from './folding.ts';
import { keepEvents, type EventToKeep } from './keep-events.ts';
import { markUsed } from './mark-used.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { rowsOf } from './rows-of.ts';
import { quarantine, reports } from './schema.ts';
import type { Session } from './session.ts';

const reportRows = rowsOf(reports);
const quarantineRows = rowsOf(quarantine);

// The unique key decides whether a report is new: no look-up before, and no race between processes. One that another
// process is storing at this moment is waited for.
const INSERT_REPORTS = {
  name: 'insert-reports',
  text: `INSERT INTO reports (${reportRows.columns}) SELECT * FROM ${reportRows.unnest(0)}
         ON CONFLICT (source_id, dedupe_key) DO NOTHING RETURNING id`,
};

const INSERT_QUARANTINE = {
  name: 'insert-quarantine',
  text: `INSERT INTO quarantine (${quarantineRows.columns}) SELECT * FROM ${quarantineRows.unnest(0)}`,
};

// Under which ids repeats were stored.
const REPORTS_OF_KEYS = {
  name: 'reports-of-keys',
  text: `SELECT key.place::int AS place, reports.id AS id
           FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS key(source_id, dedupe_key, place)
           JOIN reports ON reports.source_id = key.source_id AND reports.dedupe_key = key.dedupe_key`,
};

/**
 * Intake in PostgreSQL: one transaction for all reports of a batch, of two round trips however many they are, and one more
 * where mails gather. Every batch takes its locks in the same order: fold keys, then report keys, each sorted.
 */
export function postgresIntakeStore(
  connection: PostgresConnection,
  news: Pick<ChangeNews, 'tellOfDeliveries'>,
): IntakeStore {
  const acceptAll = async (
    session: Session,
    batch: readonly Report[],
    window: number,
  ): Promise<readonly Acceptance[]> => {
    // Both are sent before either is answered, and run in this order.
    const [folding, fresh] = await Promise.all([
      foldingOf(session, batch, window),
      insertReports(session, batch),
    ]);
    const kept: EventToKeep[] = [];
    const answers = batch.map((report, place): Acceptance => {
      if (!fresh.has(place)) return { kind: 'repeat', reportId: report.id };
      const { content } = report;
      if (content.kind === 'quarantine') return { kind: 'quarantined', reportId: report.id };
      return acceptEvents({ report, planned: content.events, folding, kept });
    });
    const stored = batch.filter((_, place) => fresh.has(place));
    keepQuarantined(session, stored);
    const mails = await keepEvents(session, kept);
    markUsed(session, stored);
    const counted = answers.map((answer) => withDeliveries(answer, mails));
    return fresh.size === batch.length ? counted : withStoredIds(session, batch, counted);
  };

  return {
    accept: async (batch, foldingWindow) => {
      if (batch.length === 0) return [];
      const answers = await connection.write((session) => acceptAll(session, batch, foldingWindow));
      if (answers.some((answer) => answer.kind === 'accepted' && answer.deliveries > 0)) {
        news.tellOfDeliveries();
      }
      return answers;
    },
  };
}

/** Stores the reports that are new and gives their places in the batch. */
async function insertReports({ run }: Session, batch: readonly Report[]): Promise<ReadonlySet<number>> {
  const byKey = new Map<string, { readonly report: Report; readonly place: number }>();
  for (const [place, report] of batch.entries()) {
    const key = JSON.stringify([report.sourceId, report.dedupeKey]);
    if (!byKey.has(key)) byKey.set(key, { report, place });
  }
  const inOrder = [...byKey].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, first]) => first);
  const rows = inOrder.map(({ report: { id, sourceId, level, dedupeKey, receivedAt, content } }) => ({
    id,
    sourceId,
    level: levelKey(level),
    dedupeKey,
    receivedAt,
    kind: content.kind,
  }));
  const stored = await run<{ id: string }>(INSERT_REPORTS, reportRows.values(rows));
  const ids = new Set(stored.map(({ id }) => id));
  return new Set(inOrder.filter(({ report }) => ids.has(report.id)).map(({ place }) => place));
}

function acceptEvents({
  report,
  planned,
  folding,
  kept,
}: {
  readonly report: Report;
  readonly planned: readonly PlannedEvent[];
  readonly folding: Folding;
  readonly kept: EventToKeep[];
}): Acceptance {
  const { id: reportId, level, receivedAt } = report;
  let folded = 0;
  for (const one of planned) {
    const told = folding.addressesTold(one, report);
    const untold = one.deliveries.filter(({ recipient }) => !told.has(recipient.address));
    const event = { ...one, deliveries: untold };
    kept.push({ reportId, planned: event, level, receivedAt, dueAt: receivedAt });
    folding.note(event, report);
    if (told.size > 0 && untold.length === 0) folded += 1;
  }
  // How many deliveries it makes is known once it is stored.
  return { kind: 'accepted', reportId, eventIds: planned.map(({ id }) => id), deliveries: 0, folded };
}

function withDeliveries(answer: Acceptance, mails: ReadonlyMap<string, number>): Acceptance {
  if (answer.kind !== 'accepted') return answer;
  return { ...answer, deliveries: answer.eventIds.reduce((sum, id) => sum + (mails.get(id) ?? 0), 0) };
}

function keepQuarantined({ later }: Session, fresh: readonly Report[]): void {
  const rows = fresh.flatMap(({ id, sourceId, level, receivedAt, content }) => {
    if (content.kind !== 'quarantine') return [];
    const { reason, explanation, contentType, body } = content;
    const [size, state] = [body.byteLength, 'held' as const];
    const row = { id, sourceId, level: levelKey(level), reason, explanation, contentType, size, state };
    return [{ ...row, receivedAt, body: Buffer.from(body) }];
  });
  if (rows.length > 0) later(INSERT_QUARANTINE, quarantineRows.values(rows));
}

/** The answers, with the ids under which the repeats were stored; their own where that was forgotten a moment ago. */
async function withStoredIds(
  { run }: Session,
  batch: readonly Report[],
  answers: readonly Acceptance[],
): Promise<readonly Acceptance[]> {
  const keys = [batch.map(({ sourceId }) => sourceId), batch.map(({ dedupeKey }) => dedupeKey)];
  const rows = await run<{ place: number; id: string }>(REPORTS_OF_KEYS, keys);
  const idOf = new Map(rows.map(({ place, id }) => [place - 1, id]));
  return answers.map((answer, place) =>
    answer.kind === 'repeat' ? { ...answer, reportId: idOf.get(place) ?? answer.reportId } : answer,
  );
}
