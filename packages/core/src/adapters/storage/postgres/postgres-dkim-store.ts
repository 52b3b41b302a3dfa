import type { DkimKeyName } from '../../../dkim/dkim-key.ts';
import type { DkimStore } from '../../../dkim/dkim-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { dkimCodec } from '../records/dkim-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { and, asc, eq } from './drizzle.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { dkimKeys } from './schema.ts';

/** DKIM keys in PostgreSQL. */
export function postgresDkimStore(connection: PostgresConnection): DkimStore {
  return {
    add: (key, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .insert(dkimKeys)
          .values(dkimCodec.toRow(key))
          .onConflictDoNothing();
        if (rowCount === 0) return 'exists';
        await configurationChanges(session, [audit]);
        return 'added';
      }),

    setEnabled: (key, enabled, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm
          .update(dkimKeys)
          .set({ enabled: enabled ? 1 : 0 })
          .where(and(named(key), eq(dkimKeys.enabled, enabled ? 0 : 1)));
        if (rowCount === 0) return false;
        await configurationChanges(session, [audit]);
        return true;
      }),

    remove: (key, audit) =>
      connection.change(async (session) => {
        const { rowCount } = await session.orm.delete(dkimKeys).where(named(key));
        if (rowCount === 0) return false;
        await configurationChanges(session, [audit]);
        return true;
      }),

    reseal: (key, before, after) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm
          .update(dkimKeys)
          .set(after)
          .where(and(named(key), eq(dkimKeys.keyId, before.keyId), eq(dkimKeys.box, before.box)));
        return rowCount !== 0;
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(dkimKeys)
          .orderBy(asc(dkimKeys.createdAt), asc(dkimKeys.level), asc(dkimKeys.domain));
        return rows.map(dkimCodec.fromRow);
      }),
  };
}

function named({ level, domain, selector }: DkimKeyName) {
  return and(
    eq(dkimKeys.level, levelKey(level)),
    eq(dkimKeys.domain, domain),
    eq(dkimKeys.selector, selector),
  );
}
