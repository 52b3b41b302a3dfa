import { isDeepStrictEqual } from 'node:util';
import { namedLists } from '../../../alerts/named-lists.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { ListStore } from '../../../lists/list-store.ts';
import type { RecipientList } from '../../../lists/recipient-list.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Lists of recipients in memory. */
export function memoryListStore(state: MemoryState): ListStore {
  const { lists } = state;
  return {
    async add(list, audit) {
      if (findList(state, list.level, list.name) !== null) return 'name-taken';
      refuseKnownIds(lists, [list.id], 'lists');
      configurationChanges(state, [audit]);
      lists.set(list.id, list);
      return 'added';
    },

    async update({ before, after }, audit) {
      const stored = lists.get(after.id);
      if (stored === undefined) return 'not-found';
      if (!isDeepStrictEqual(stored, before)) return 'conflict';
      configurationChanges(state, [audit]);
      lists.set(after.id, { ...stored, members: after.members });
      return 'updated';
    },

    async remove(id, audit) {
      const list = lists.get(id);
      if (list === undefined) return { kind: 'not-found' };
      const users = [...state.rules.values()]
        .filter(
          (rule) => levelKey(rule.level) === levelKey(list.level) && namedLists(rule).includes(list.name),
        )
        .toSorted((one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1));
      if (users.length > 0) return { kind: 'in-use', rules: users.map(({ name }) => name) };
      configurationChanges(state, [audit]);
      lists.delete(id);
      return { kind: 'removed' };
    },

    async list() {
      return [...lists.values()].toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
    },

    async find(level, name) {
      return findList(state, level, name);
    },
  };
}

/** The list of that name; null: there is none. */
export function findList({ lists }: MemoryState, level: Level, name: string): RecipientList | null {
  const found = [...lists.values()].find(
    (list) => list.name === name && levelKey(list.level) === levelKey(level),
  );
  return found ?? null;
}

function placeOf({ level, name }: RecipientList): string {
  return `${levelKey(level)} ${name}`;
}
