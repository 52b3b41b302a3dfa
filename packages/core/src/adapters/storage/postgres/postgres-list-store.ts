import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq } from './drizzle.ts';
import { namedLists } from '../../../alerts/named-lists.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { ListStore } from '../../../lists/list-store.ts';
import { listCodec } from '../records/list-codec.ts';
import { ruleCodec } from '../records/rule-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { lists, rules } from './schema.ts';
import type { Session } from './session.ts';

/** Lists of recipients in PostgreSQL. */
export function postgresListStore(connection: PostgresConnection): ListStore {
  const rowOf = async ({ orm }: Session, id: string) => {
    const [row] = await orm.select().from(lists).where(eq(lists.id, id));
    return row;
  };
  return {
    add: (list, audit) =>
      connection.change(async (session) => {
        if ((await listRow(session, list.level, list.name)) !== undefined) return 'name-taken';
        await session.orm.insert(lists).values(listCodec.toRow(list));
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    update: ({ before, after }, audit) =>
      connection.change(async (session) => {
        const row = await rowOf(session, after.id);
        if (row === undefined) return 'not-found';
        if (!isDeepStrictEqual(listCodec.fromRow(row), before)) return 'conflict';
        const { members } = listCodec.toRow(after);
        await session.orm.update(lists).set({ members }).where(eq(lists.id, after.id));
        await configurationChanges(session, [audit]);
        return 'updated';
      }),

    remove: (id, audit) =>
      connection.change(async (session) => {
        const row = await rowOf(session, id);
        if (row === undefined) return { kind: 'not-found' };
        const ofLevel = await session.orm
          .select()
          .from(rules)
          .where(eq(rules.level, row.level))
          .orderBy(asc(rules.createdAt), asc(rules.id));
        const users = ofLevel.map(ruleCodec.fromRow).filter((rule) => namedLists(rule).includes(row.name));
        if (users.length > 0) return { kind: 'in-use', rules: users.map(({ name }) => name) };
        await session.orm.delete(lists).where(eq(lists.id, id));
        await configurationChanges(session, [audit]);
        return { kind: 'removed' };
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(lists).orderBy(asc(lists.level), asc(lists.name));
        return rows.map(listCodec.fromRow);
      }),

    find: (level, name) =>
      connection.ask(async (session) => {
        const row = await listRow(session, level, name);
        return row === undefined ? null : listCodec.fromRow(row);
      }),
  };
}

/** The row of the list of that name. */
export async function listRow({ orm }: Session, level: Level, name: string) {
  const [row] = await orm
    .select()
    .from(lists)
    .where(and(eq(lists.level, levelKey(level)), eq(lists.name, name)));
  return row;
}
