import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { OutboxStore } from '../delivery/outbox-store.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST, type Level } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { connectionWorks } from '../settings/connection-works.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { resolveSettings } from '../settings/resolve-settings.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { connectionState, type ConnectionState, type ConnectionTrouble } from './connection-state.ts';
import type { IncidentStore } from './incident-store.ts';
import type { Incident } from './incident.ts';

const showSchema = z.strictObject({ level: levelSchema });

/** What {@link showConnection} reads. */
export interface ConnectionReader {
  readonly storage: {
    readonly settings: SettingsStore;
    readonly incidents: Pick<IncidentStore, 'list'>;
    readonly outbox: Pick<OutboxStore, 'list'>;
  };
}

/**
 * How the connection is that a level's mail goes out by: its own, or the host's where it has none.
 * @throws AppError `not-allowed`.
 */
export async function showConnection(
  { storage }: ConnectionReader,
  actor: Actor,
  input: z.input<typeof showSchema>,
): Promise<ConnectionState> {
  const { level } = parseInput(showSchema, input, 'The request for the connection');
  authorize(actor, 'read', level);
  const { own, active } = await loadSettings(storage.settings, level);
  const effective = resolveSettings(active);
  const owner: Level = effective.connectionOrigin === 'organization' ? level : HOST;
  const isOwn = level.kind === 'host' || owner.kind === 'organization';
  const revision = isOwn ? own.active : (await storage.settings.load(HOST)).active;
  if (revision === null || !connectionWorks(effective)) return { kind: 'not-configured' };
  const [incidents, delivered] = await Promise.all([
    storage.incidents.list({ level: owner, open: true }, { limit: 50 }),
    storage.outbox.list({ level, state: 'delivered' }, { limit: 1 }),
  ]);
  const host = effective.fields.find(({ key }) => key === 'smtpHost')?.value;
  const port = effective.fields.find(({ key }) => key === 'smtpPort')?.value;
  const { test, createdAt } = revision;
  const [last] = delivered.items;
  return connectionState({
    usable: effective.usable.ok,
    activeSince: createdAt,
    testedAt: test?.outcome === 'passed' ? test.at : null,
    deliveredAt: last === undefined || last.reason === 'sent-by-host' ? null : last.endedAt,
    trouble: troubleAmong(incidents.items, `${String(host)}:${String(port)}`, createdAt),
  });
}

/** That of this server, seen since the settings are what they are. */
function troubleAmong(
  incidents: readonly Incident[],
  server: string,
  activeSince: number,
): ConnectionTrouble | null {
  for (const { facts, updatedAt } of incidents)
    if (facts.kind === 'connection-failing' && facts.server === server && updatedAt >= activeSince)
      return { since: facts.failingSince, reason: facts.reason, byHostSince: facts.byHostSince };
  return null;
}
