import { MINUTE, type Clock } from '../kernel/clock.ts';
import type { Level } from '../kernel/level.ts';
import type { IncidentStore } from './incident-store.ts';

/** What was seen longer ago says nothing of now: the server may have been back meanwhile, while nobody had mail for it. */
export const UNREACHED_FRESH = 15 * MINUTE;

/**
 * Since when the processes of this database have not reached a level's own server, epoch milliseconds of this process's
 * clock; null: they did, or have not tried lately. Only what passed between tries of those who saw it counts, by their own
 * clock: a time of another machine's clock could be hours ahead, or make an outage look hours long that has just begun.
 * @param server host and port
 */
export async function unreachedSince(
  {
    storage,
    clock,
  }: { readonly storage: { readonly incidents: Pick<IncidentStore, 'list'> }; readonly clock: Clock },
  owner: Level,
  server: string,
): Promise<number | null> {
  const { items } = await storage.incidents.list({ level: owner, open: true }, { limit: 50 });
  for (const { facts, updatedAt } of items)
    if (facts.kind === 'connection-failing' && facts.server === server) {
      const now = clock.now();
      if (facts.unreachedSince === null || now - updatedAt > UNREACHED_FRESH) return null;
      return now - Math.max(updatedAt - facts.unreachedSince, 0);
    }
  return null;
}
