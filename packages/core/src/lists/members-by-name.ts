import type { ListMember, RecipientList } from './recipient-list.ts';

/** The members of the lists of one level, ready to be asked for by name. */
export function membersByName(lists: readonly RecipientList[]): ReadonlyMap<string, readonly ListMember[]> {
  return new Map(lists.map(({ name, members }) => [name, members]));
}
