import type { Page, PageRequest } from '../../../kernel/page.ts';
import { checkPage } from '../records/check-page.ts';
import { pageOf } from '../records/page-of.ts';

/** A page of the things, newest id first, from the cursor on. */
export function listPage<T>(things: Iterable<T>, idOf: (thing: T) => string, page: PageRequest): Page<T> {
  checkPage(page);
  const { cursor } = page;
  const newestFirst = [...things]
    .filter((thing) => cursor === undefined || idOf(thing) < cursor)
    .toSorted((one, other) => (idOf(one) < idOf(other) ? 1 : -1));
  return pageOf(newestFirst.slice(0, page.limit + 1), page.limit, idOf);
}
