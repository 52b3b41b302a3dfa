import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq } from './drizzle.ts';
import { namedLists } from '../../../alerts/named-lists.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { ListStore } from '../../../lists/list-store.ts';
import { listCodec } from '../records/list-codec.ts';
import { ruleCodec } from '../records/rule-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { lists, rules } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Lists of recipients in SQLite. */
export function sqliteListStore(connection: SqliteConnection): ListStore {
  const { orm } = connection;
  const rowOf = (id: string) => orm.select().from(lists).where(eq(lists.id, id)).get();
  return {
    add: (list, audit) =>
      connection.write(() => {
        if (listRow(connection, list.level, list.name) !== undefined) return 'name-taken';
        orm.insert(lists).values(listCodec.toRow(list)).run();
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    update: ({ before, after }, audit) =>
      connection.write(() => {
        const row = rowOf(after.id);
        if (row === undefined) return 'not-found';
        if (!isDeepStrictEqual(listCodec.fromRow(row), before)) return 'conflict';
        const { members } = listCodec.toRow(after);
        orm.update(lists).set({ members }).where(eq(lists.id, after.id)).run();
        configurationChanges(connection, [audit]);
        return 'updated';
      }),

    remove: (id, audit) =>
      connection.write(() => {
        const row = rowOf(id);
        if (row === undefined) return { kind: 'not-found' };
        const users = orm
          .select()
          .from(rules)
          .where(eq(rules.level, row.level))
          .orderBy(asc(rules.createdAt), asc(rules.id))
          .all()
          .map(ruleCodec.fromRow)
          .filter((rule) => namedLists(rule).includes(row.name));
        if (users.length > 0) return { kind: 'in-use', rules: users.map(({ name }) => name) };
        orm.delete(lists).where(eq(lists.id, id)).run();
        configurationChanges(connection, [audit]);
        return { kind: 'removed' };
      }),

    list: () =>
      connection.read(() =>
        orm.select().from(lists).orderBy(asc(lists.level), asc(lists.name)).all().map(listCodec.fromRow),
      ),

    find: (level, name) =>
      connection.read(() => {
        const row = listRow(connection, level, name);
        return row === undefined ? null : listCodec.fromRow(row);
      }),
  };
}

/** The row of the list of that name; to be called inside a transaction or a read. */
export function listRow({ orm }: SqliteConnection, level: Level, name: string) {
  return orm
    .select()
    .from(lists)
    .where(and(eq(lists.level, levelKey(level)), eq(lists.name, name)))
    .get();
}
