import type { Acceptance, IntakeStore, PlannedEvent, Report } from '../../../intake/intake-store.ts';
import { MINUTE } from '../../../kernel/clock.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { refuseKnownIds, reportKey, type KeptEvent, type MemoryState } from './memory-state.ts';

/** Intake in memory. */
export function memoryIntakeStore(state: MemoryState): IntakeStore {
  return {
    async accept(reports, foldingWindow) {
      refuseReusedIds(state, reports);
      return reports.map((report) => acceptOne(state, report, foldingWindow));
    },
  };
}

function acceptOne(state: MemoryState, report: Report, foldingWindow: number): Acceptance {
  const key = reportKey(report.sourceId, report.dedupeKey);
  const known = state.reports.get(key);
  if (known !== undefined) return { kind: 'repeat', reportId: known };
  state.reports.set(key, report.id);
  markUsed(state, report);
  const { id, sourceId, level, receivedAt, content } = report;

  if (content.kind === 'quarantine') {
    const { reason, explanation, contentType, body } = content;
    state.quarantine.set(id, {
      report: {
        id,
        sourceId,
        level,
        reason,
        explanation,
        contentType,
        size: body.byteLength,
        state: 'held',
        receivedAt,
      },
      body: Uint8Array.from(body),
    });
    return { kind: 'quarantined', reportId: id };
  }

  const folded = content.events.filter((planned) => {
    const folds = foldsIntoAnother(state, { planned, level, receivedAt, foldingWindow });
    keepEvent(state, {
      planned: folds ? { ...planned, deliveries: [] } : planned,
      level,
      receivedAt,
      dueAt: receivedAt,
    });
    return folds;
  });
  const kept = content.events.filter((planned) => !folded.includes(planned));
  return {
    kind: 'accepted',
    reportId: id,
    eventIds: content.events.map((planned) => planned.id),
    deliveries: kept.reduce((sum, planned) => sum + planned.deliveries.length, 0),
    folded: folded.length,
  };
}

/** Stores an event with its deliveries, due at `dueAt`. An event that makes mail opens the fold that repeats fall into. */
export function keepEvent(
  state: MemoryState,
  {
    planned,
    level,
    receivedAt,
    dueAt,
  }: {
    readonly planned: PlannedEvent;
    readonly level: Level;
    readonly receivedAt: number;
    readonly dueAt: number;
  },
): void {
  const { id, event, deliveries } = planned;
  const opensFold = event.foldKey !== null && deliveries.length > 0;
  state.events.set(id, { id, level: levelKey(level), event, receivedAt, opensFold });
  for (const { id: deliveryId, ruleId, recipient, data, priority, expiresAt } of deliveries) {
    state.deliveries.set(deliveryId, {
      delivery: {
        id: deliveryId,
        level,
        eventId: id,
        eventType: event.type,
        ruleId,
        ...recipient,
        data,
        state: 'queued',
        reason: null,
        attempts: 0,
        maybeDuplicate: false,
        priority,
        createdAt: dueAt,
        dueAt,
        expiresAt,
        endedAt: null,
      },
      lease: null,
      timeline: [],
    });
  }
}

function foldsIntoAnother(
  state: MemoryState,
  repeat: {
    readonly planned: PlannedEvent;
    readonly level: Level;
    readonly receivedAt: number;
    readonly foldingWindow: number;
  },
): boolean {
  const { foldKey } = repeat.planned.event;
  if (foldKey === null) return false;
  const isFirst = (first: KeptEvent): boolean =>
    first.opensFold &&
    first.event.foldKey === foldKey &&
    first.level === levelKey(repeat.level) &&
    // Both ways, since clocks of several processes differ a little.
    Math.abs(repeat.receivedAt - first.receivedAt) < repeat.foldingWindow;
  return [...state.events.values()].some(isFirst);
}

/** Notes when a secret was last used, to the minute. */
function markUsed(state: MemoryState, { sourceId, secretId, receivedAt }: Report): void {
  const source = state.sources.get(sourceId);
  if (source === undefined) return;
  const minute = receivedAt - (receivedAt % MINUTE);
  const secrets = source.secrets.map((secret) =>
    secret.id === secretId ? { ...secret, lastUsedAt: Math.max(secret.lastUsedAt ?? 0, minute) } : secret,
  );
  state.sources.set(sourceId, { ...source, secrets });
}

/** The only way in which intake can fail here; checked before anything is written. */
function refuseReusedIds(state: MemoryState, reports: readonly Report[]): void {
  const keys = reports.map(({ sourceId, dedupeKey }) => reportKey(sourceId, dedupeKey));
  const fresh = reports.filter((_, place) => {
    const key = keys[place];
    return key !== undefined && !state.reports.has(key) && keys.indexOf(key) === place;
  });
  const events = fresh.flatMap(({ content }) => (content.kind === 'events' ? content.events : []));
  const deliveries = events.flatMap((planned) => planned.deliveries);
  refuseKnownIds(new Map([...state.reports.values()].map((id) => [id, id])), idsOf(fresh), 'reports');
  refuseKnownIds(state.events, idsOf(events), 'events');
  refuseKnownIds(state.deliveries, idsOf(deliveries), 'deliveries');
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return things.map(({ id }) => id);
}
