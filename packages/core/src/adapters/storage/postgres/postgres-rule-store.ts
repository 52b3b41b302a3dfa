import { isDeepStrictEqual } from 'node:util';
import { asc, eq } from './drizzle.ts';
import type { RuleStore } from '../../../alerts/rule-store.ts';
import { ruleCodec } from '../records/rule-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { rules, stormCounts } from './schema.ts';

/** Alert rules in PostgreSQL. */
export function postgresRuleStore(connection: PostgresConnection): RuleStore {
  return {
    add: (rule, audit) =>
      connection.change(async (session) => {
        await session.orm.insert(rules).values(ruleCodec.toRow(rule));
        await configurationChanges(session, [audit]);
      }),

    update: ({ before, after }, audit) =>
      connection.change(async (session) => {
        const [row] = await session.orm.select().from(rules).where(eq(rules.id, after.id));
        if (row === undefined) return 'not-found';
        if (!isDeepStrictEqual(ruleCodec.fromRow(row), before)) return 'conflict';
        const { name, state, matchers, recipients, includeData, pace } = ruleCodec.toRow(after);
        await session.orm
          .update(rules)
          .set({ name, state, matchers, recipients, includeData, pace })
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
