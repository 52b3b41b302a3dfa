import {
  CONNECTION_STATES,
  countConnections,
  INCIDENT_KINDS,
  MINUTE,
  type Clock,
  type Storage,
} from '@postern/core';
import { Gauge, type Registry } from 'prom-client';

/** Reads what waits; asked once per scrape. */
export interface BacklogReader {
  readonly clock: Clock;
  readonly storage: {
    readonly outbox: Pick<Storage['outbox'], 'backlog' | 'list'>;
    readonly quarantine: Pick<Storage['quarantine'], 'heldCount'>;
    readonly incidents: Pick<Storage['incidents'], 'openCounts' | 'list'>;
    readonly settings: Storage['settings'];
    readonly organizations: Pick<Storage['organizations'], 'list'>;
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
  const gathering = new Gauge({
    name: 'postern_deliveries_gathering',
    help: 'Queued deliveries that take more events until their time has come: they wait for nothing else.',
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
  const connections = new Gauge({
    name: 'postern_connections',
    help: 'The host and its organizations by the state of the connection that their mail goes out by; up to a minute old.',
    labelNames: ['state'],
    registers,
  });
  const readConnections = connectionCounts(reader);
  const up = new Gauge({
    name: 'postern_storage_up',
    help: '1 when the database answered this scrape.',
    registers,
  });
  return async () => {
    const read = await readBacklog(reader);
    for (const state of STATES) waiting.set({ state }, read?.backlog[state] ?? Number.NaN);
    gathering.set(read?.backlog.gathering ?? Number.NaN);
    oldest.set(read === null ? Number.NaN : read.backlog.oldestDue / 1_000);
    held.set(read?.held ?? Number.NaN);
    for (const kind of INCIDENT_KINDS) incidents.set({ kind }, read?.incidents[kind] ?? Number.NaN);
    const counts = read === null ? null : await readConnections();
    for (const state of CONNECTION_STATES) connections.set({ state }, counts?.[state] ?? Number.NaN);
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

/** Counted once a minute, however often it is asked for: it takes a few questions for each organization. */
function connectionCounts(reader: BacklogReader) {
  let kept: Awaited<ReturnType<typeof countConnections>> | null = null;
  let countedAt = 0;
  return async () => {
    const now = reader.clock.now();
    if (kept !== null && now - countedAt < MINUTE) return kept;
    try {
      kept = await countConnections(reader, { kind: 'system', name: 'metrics' });
      countedAt = now;
    } catch {
      kept = null;
    }
    return kept;
  };
}
