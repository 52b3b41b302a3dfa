import { isDeepStrictEqual } from 'node:util';
import { asc, eq } from './drizzle.ts';
import type { RuleStore } from '../../../alerts/rule-store.ts';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import { namedLists } from '../../../alerts/named-lists.ts';
import type { Level } from '../../../kernel/level.ts';
import { ruleCodec } from '../records/rule-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { listRow } from './postgres-list-store.ts';
import { rules, stormCounts } from './schema.ts';
import type { Session } from './session.ts';

/** Alert rules in PostgreSQL. */
export function postgresRuleStore(connection: PostgresConnection): RuleStore {
  return {
    add: (rule, audit) =>
      connection.change(async (session) => {
        if (!(await listsExist(session, rule, rule.level))) return 'no-list';
        await session.orm.insert(rules).values(ruleCodec.toRow(rule));
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    update: ({ before, after }, audit) =>
      connection.change(async (session) => {
        const [row] = await session.orm.select().from(rules).where(eq(rules.id, after.id));
        if (row === undefined) return 'not-found';
        const stored = ruleCodec.fromRow(row);
        if (!isDeepStrictEqual(stored, before)) return 'conflict';
        if (!(await listsExist(session, after, stored.level))) return 'no-list';
        const { name, state, matchers, recipients, includeData, pace, recovery } = ruleCodec.toRow(after);
        await session.orm
          .update(rules)
          .set({ name, state, matchers, recipients, includeData, pace, recovery })
          .where(eq(rules.id, after.id));
        await configurationChanges(session, [audit]);
        return 'updated';
      }),

    remove: (id, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm.delete(rules).where(eq(rules.id, id));
        if (rowCount === 0) return 'not-found';
        await session.orm.delete(stormCounts).where(eq(stormCounts.ruleId, id));
        await configurationChanges(session, [audit]);
        return 'removed';
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm.select().from(rules).orderBy(asc(rules.createdAt), asc(rules.id));
        return rows.map(ruleCodec.fromRow);
      }),

    find: (id) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(rules).where(eq(rules.id, id));
        return row === undefined ? null : ruleCodec.fromRow(row);
      }),
  };
}

async function listsExist(session: Session, rule: AlertRule, level: Level): Promise<boolean> {
  for (const name of namedLists(rule)) if ((await listRow(session, level, name)) === undefined) return false;
  return true;
}
