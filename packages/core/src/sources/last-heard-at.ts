import type { Source } from './source.ts';

/** When an authentic request last came, in epoch milliseconds, to the minute; null: never. */
export function lastHeardAt({ secrets }: Pick<Source, 'secrets'>): number | null {
  const uses = secrets.map(({ lastUsedAt }) => lastUsedAt).filter((at) => at !== null);
  return uses.length === 0 ? null : Math.max(...uses);
}
