import { DAY } from '../kernel/clock.ts';
import type { LinkDeps } from './link-deps.ts';

/** Used links are kept for a day after their end, in case their person could not be told yet. */
const KEPT = DAY;

/** Forgets links that have ended. Call it now and then. */
export async function purgeLinks({
  storage,
  clock,
}: { readonly storage: Pick<LinkDeps['storage'], 'links'> } & Pick<LinkDeps, 'clock'>): Promise<void> {
  await storage.links.purge(clock.now() - KEPT);
}
