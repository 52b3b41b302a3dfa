import { isDeepStrictEqual } from 'node:util';
import { asc, eq } from './drizzle.ts';
import type { RuleStore } from '../../../alerts/rule-store.ts';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import { namedLists } from '../../../alerts/named-lists.ts';
import type { Level } from '../../../kernel/level.ts';
import { ruleCodec } from '../records/rule-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { rules, stormCounts } from './schema.ts';
import { listRow } from './sqlite-list-store.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Alert rules in SQLite. */
export function sqliteRuleStore(connection: SqliteConnection): RuleStore {
  const { orm } = connection;
  return {
    add: (rule, audit) =>
      connection.write(() => {
        if (!listsExist(connection, rule, rule.level)) return 'no-list';
        orm.insert(rules).values(ruleCodec.toRow(rule)).run();
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    update: ({ before, after }, audit) =>
      connection.write(() => {
        const row = orm.select().from(rules).where(eq(rules.id, after.id)).get();
        if (row === undefined) return 'not-found';
        const stored = ruleCodec.fromRow(row);
        if (!isDeepStrictEqual(stored, before)) return 'conflict';
        if (!listsExist(connection, after, stored.level)) return 'no-list';
        const { name, state, matchers, recipients, includeData, pace, recovery } = ruleCodec.toRow(after);
        orm
          .update(rules)
          .set({ name, state, matchers, recipients, includeData, pace, recovery })
          .where(eq(rules.id, after.id))
          .run();
        configurationChanges(connection, [audit]);
        return 'updated';
      }),

    remove: (id, audit) =>
      connection.write(() => {
        const { changes } = orm.delete(rules).where(eq(rules.id, id)).run();
        if (changes === 0) return 'not-found';
        orm.delete(stormCounts).where(eq(stormCounts.ruleId, id)).run();
        configurationChanges(connection, [audit]);
        return 'removed';
      }),

    list: () =>
      connection.read(() =>
        orm.select().from(rules).orderBy(asc(rules.createdAt), asc(rules.id)).all().map(ruleCodec.fromRow),
      ),

    find: (id) =>
      connection.read(() => {
        const row = orm.select().from(rules).where(eq(rules.id, id)).get();
        return row === undefined ? null : ruleCodec.fromRow(row);
      }),
  };
}

function listsExist(connection: SqliteConnection, rule: AlertRule, level: Level): boolean {
  return namedLists(rule).every((name) => listRow(connection, level, name) !== undefined);
}
