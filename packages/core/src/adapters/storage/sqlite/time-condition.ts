import type { Column, SQL } from 'drizzle-orm';
import { and, gte, lt } from './drizzle.ts';

/** "At or after, and before" as a condition, each where it is given. */
export function timeCondition(
  column: Column,
  { since, until }: { readonly since: number | undefined; readonly until: number | undefined },
): SQL | undefined {
  return and(
    since === undefined ? undefined : gte(column, since),
    until === undefined ? undefined : lt(column, until),
  );
}
