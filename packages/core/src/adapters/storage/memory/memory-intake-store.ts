import type { Delivery } from '../../../delivery/delivery.ts';
import { digestMemberOf } from '../../../delivery/digest-member.ts';
import { gatheredExpiryOf } from '../../../delivery/expiry.ts';
import { joiningOf, type Gathering, type StormCounts } from '../../../delivery/joining-of.ts';
import { firstState } from '../../../delivery/first-state.ts';
import type { Acceptance, IntakeStore, PlannedEvent, Report } from '../../../intake/intake-store.ts';
import { MINUTE } from '../../../kernel/clock.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import { endTrouble, noteTroubleOf } from './memory-troubles.ts';
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
  if (known !== undefined) return { kind: 'repeat', reportId: known.id };
  state.reports.set(key, { id: report.id, receivedAt: report.receivedAt });
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

  let deliveries = 0;
  let folded = 0;
  for (const planned of content.events) {
    const told = addressesOfFold(state, { foldKey: planned.event.foldKey, level, receivedAt, foldingWindow });
    const untold = planned.deliveries.filter(({ recipient }) => !told.has(recipient.address));
    const kept = { ...planned, deliveries: untold };
    deliveries += keepEvent(state, { reportId: id, planned: kept, level, receivedAt, dueAt: receivedAt });
    if (told.size > 0 && untold.length === 0) folded += 1;
  }
  return {
    kind: 'accepted',
    reportId: id,
    eventIds: content.events.map((planned) => planned.id),
    deliveries,
    folded,
  };
}

/** Stores an event with its deliveries, due at `dueAt`; gives how many of them are not muted. */
export function keepEvent(
  state: MemoryState,
  {
    reportId,
    planned,
    level,
    receivedAt,
    dueAt,
  }: {
    readonly reportId: string;
    readonly planned: PlannedEvent;
    readonly level: Level;
    readonly receivedAt: number;
    readonly dueAt: number;
  },
): number {
  const { id, event } = planned;
  const news = { level, ...planned };
  const answers = endTrouble(state, news);
  const deliveries = [
    ...[...answers.values()].map(({ delivery }) => delivery),
    ...planned.deliveries.filter(({ recipient }) => !answers.has(recipient.address)),
  ];
  const mailed = deliveries.some(({ silence }) => silence === null);
  const foldKey = mailed ? event.foldKey : null;
  state.events.set(id, { id, reportId, level: levelKey(level), event, foldKey, receivedAt });
  for (const delivery of deliveries) {
    const { id: deliveryId, ruleId, recipient, data, priority, expiresAt } = delivery;
    const { gathering, stormUntil } = joiningOf(delivery, dueAt, stormCountsOf(state));
    const open = gathering === null ? undefined : joinOpen(state, gathering);
    if (gathering !== null) {
      const to = open ?? deliveryId;
      const member = { ...digestMemberOf(event), deliveryId: to, eventId: id, at: receivedAt };
      state.members.set(to, [...(state.members.get(to) ?? []), member]);
      if (open === undefined) state.gathering.set(gathering.key, deliveryId);
    }
    const noted = noteTroubleOf(state, { ...news, delivery, carrier: open ?? deliveryId });
    if (open !== undefined) continue;
    const answer = answers.get(recipient.address)?.answer ?? noted;
    const { attempt, ...first } = firstState(delivery, dueAt, gathering);
    state.deliveries.set(deliveryId, {
      delivery: {
        id: deliveryId,
        level,
        eventId: id,
        eventType: event.type,
        ruleId,
        ...recipient,
        data,
        ...first,
        attempts: 0,
        maybeDuplicate: false,
        priority,
        gathers: gathering?.kind ?? null,
        ...answer,
        stormUntil,
        messageId: null,
        createdAt: dueAt,
        expiresAt: gathering === null ? expiresAt : gatheredExpiryOf(gathering.until),
      },
      lease: null,
      timeline: attempt === null ? [] : [attempt],
    });
  }
  return deliveries.filter(({ silence }) => silence === null).length;
}

/** The delivery that gathers for this, due no later than what joins it wants. */
function joinOpen(state: MemoryState, { key, until }: Gathering): string | undefined {
  const kept = state.deliveries.get(state.gathering.get(key) ?? '');
  if (kept === undefined) return undefined;
  const { delivery } = kept;
  const dueAt = Math.min(delivery.dueAt ?? until, until);
  state.deliveries.set(delivery.id, { ...kept, delivery: { ...delivery, dueAt } });
  return delivery.id;
}

function stormCountsOf({ stormCounts }: MemoryState): StormCounts {
  return {
    read: (ruleId, address) => stormCounts.get(`${ruleId} ${address}`) ?? null,
    write: (ruleId, address, count) => void stormCounts.set(`${ruleId} ${address}`, count),
  };
}

/** Who has had mail about the same happening within the window, before or after: clocks of several processes differ a little. */
function addressesOfFold(
  state: MemoryState,
  copy: {
    readonly foldKey: string | null;
    readonly level: Level;
    readonly receivedAt: number;
    readonly foldingWindow: number;
  },
): ReadonlySet<string> {
  if (copy.foldKey === null) return new Set();
  const isSame = ({ foldKey, level, receivedAt }: KeptEvent): boolean =>
    foldKey === copy.foldKey &&
    level === levelKey(copy.level) &&
    Math.abs(copy.receivedAt - receivedAt) < copy.foldingWindow;
  const same = new Set([...state.events.values()].filter(isSame).map(({ id }) => id));
  const deliveries = [...state.deliveries.values()].map(({ delivery }) => delivery);
  const isAbout = ({ id, eventId }: Delivery): boolean =>
    same.has(eventId) || (state.members.get(id) ?? []).some((member) => same.has(member.eventId));
  return new Set(deliveries.filter(isAbout).map(({ address }) => address));
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
  refuseKnownIds(new Map([...state.reports.values()].map(({ id }) => [id, id])), idsOf(fresh), 'reports');
  refuseKnownIds(state.events, idsOf(events), 'events');
  refuseKnownIds(state.deliveries, idsOf(deliveries), 'deliveries');
}

function idsOf(things: readonly { readonly id: string }[]): readonly string[] {
  return things.map(({ id }) => id);
}
