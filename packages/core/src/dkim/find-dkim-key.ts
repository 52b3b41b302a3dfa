import { AppError } from '../kernel/errors.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { DkimKey } from './dkim-key.ts';
import type { DkimStore } from './dkim-store.ts';

/**
 * The key of a level for a domain.
 * @throws AppError `not-found`.
 */
export async function findDkimKey(
  store: Pick<DkimStore, 'list'>,
  { level, domain }: { readonly level: Level; readonly domain: string },
): Promise<DkimKey> {
  const keys = await store.list();
  const found = keys.find((key) => key.domain === domain && levelKey(key.level) === levelKey(level));
  if (found !== undefined) return found;
  throw new AppError('not-found', 'There is no DKIM key for this domain.');
}
