import type { Page } from '../../../kernel/page.ts';

/** The page out of one row more than it holds: the surplus row only says that there is a next page. */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (last: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? cursorOf(last) : null };
}
