import { MINUTE, type Clock } from '../kernel/clock.ts';
import type { Level } from '../kernel/level.ts';
import type { IncidentStore } from './incident-store.ts';

/** What was seen longer ago says nothing of now: the server may have been back meanwhile, while nobody had mail for it. */
export const UNREACHED_FRESH = 15 * MINUTE;

/**
 * Since when the processes of this database have not reached a level's own server, epoch milliseconds; null: they did, or
 * have not tried lately.
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
    if (facts.kind === 'connection-failing' && facts.server === server)
      return clock.now() - updatedAt <= UNREACHED_FRESH ? facts.unreachedSince : null;
  return null;
}
