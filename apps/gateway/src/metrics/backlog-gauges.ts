import { INCIDENT_KINDS, type Backlog, type Clock, type IncidentKind } from '@postern/core';
import { Gauge, type Registry } from 'prom-client';

/** Reads what waits; asked once per scrape. */
export interface BacklogReader {
  readonly clock: Clock;
  readonly storage: {
    readonly outbox: { backlog(now: number): Promise<Backlog> };
    readonly quarantine: { heldCount(): Promise<number> };
    readonly incidents: { openCounts(): Promise<Readonly<Record<IncidentKind, number>>> };
  };
}

const STATES = ['queued', 'sending', 'deferred', 'unknown'] as const;

/**
 * Gauges over the outbox, the quarantine and incidents. Gives the function that brings them up to date, to be called before each
 * scrape. When storage cannot answer they are not a number, `postern_storage_up` is 0, and the scrape goes on.
 */
export function backlogGauges(registry: Registry, reader: BacklogReader): () => Promise<void> {
  const registers = [registry];
  const waiting = new Gauge({
    name: 'postern_deliveries_waiting',
    help: 'Deliveries that are not final, by state.',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'postern_oldest_due_seconds',
    help: 'Seconds since the longest due delivery became due; 0 when none is due.',
    registers,
  });
  const held = new Gauge({
    name: 'postern_quarantine_held',
    help: 'Reports in quarantine that nobody has replayed or dismissed.',
    registers,
  });
  const incidents = new Gauge({
    name: 'postern_incidents_open',
    help: 'Incidents that are not resolved, by kind.',
    labelNames: ['kind'],
    registers,
  });
  const up = new Gauge({
    name: 'postern_storage_up',
    help: '1 when the database answered this scrape.',
    registers,
  });
  return async () => {
    const read = await readBacklog(reader);
    for (const state of STATES) waiting.set({ state }, read?.backlog[state] ?? Number.NaN);
    oldest.set(read === null ? Number.NaN : read.backlog.oldestDue / 1_000);
    held.set(read?.held ?? Number.NaN);
    for (const kind of INCIDENT_KINDS) incidents.set({ kind }, read?.incidents[kind] ?? Number.NaN);
    up.set(read === null ? 0 : 1);
  };
}

async function readBacklog({ clock, storage }: BacklogReader) {
  try {
    const [backlog, held, incidents] = await Promise.all([
      storage.outbox.backlog(clock.now()),
      storage.quarantine.heldCount(),
      storage.incidents.openCounts(),
    ]);
    return { backlog, held, incidents };
  } catch {
    return null;
  }
}
