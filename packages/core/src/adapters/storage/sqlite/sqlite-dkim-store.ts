import type { DkimKeyName } from '../../../dkim/dkim-key.ts';
import type { DkimStore } from '../../../dkim/dkim-store.ts';
import { levelKey } from '../../../kernel/level.ts';
import { dkimCodec } from '../records/dkim-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { and, asc, eq } from './drizzle.ts';
import { dkimKeys } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** DKIM keys in SQLite. */
export function sqliteDkimStore(connection: SqliteConnection): DkimStore {
  const { orm } = connection;
  return {
    add: (key, audit) =>
      connection.write(() => {
        const { changes } = orm.insert(dkimKeys).values(dkimCodec.toRow(key)).onConflictDoNothing().run();
        if (changes === 0) return 'exists';
        configurationChanges(connection, [audit]);
        return 'added';
      }),

    setEnabled: (key, enabled, audit) =>
      connection.write(() => {
        const { changes } = orm
          .update(dkimKeys)
          .set({ enabled: enabled ? 1 : 0 })
          .where(and(named(key), eq(dkimKeys.enabled, enabled ? 0 : 1)))
          .run();
        if (changes === 0) return false;
        configurationChanges(connection, [audit]);
        return true;
      }),

    remove: (key, audit) =>
      connection.write(() => {
        const { changes } = orm.delete(dkimKeys).where(named(key)).run();
        if (changes === 0) return false;
        configurationChanges(connection, [audit]);
        return true;
      }),

    reseal: (key, before, after) =>
      connection.write(() => {
        const { changes } = orm
          .update(dkimKeys)
          .set(after)
          .where(and(named(key), eq(dkimKeys.keyId, before.keyId), eq(dkimKeys.box, before.box)))
          .run();
        return changes > 0;
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(dkimKeys)
          .orderBy(asc(dkimKeys.createdAt), asc(dkimKeys.level), asc(dkimKeys.domain))
          .all()
          .map(dkimCodec.fromRow),
      ),
  };
}

function named({ level, domain, selector }: DkimKeyName) {
  return and(
    eq(dkimKeys.level, levelKey(level)),
    eq(dkimKeys.domain, domain),
    eq(dkimKeys.selector, selector),
  );
}
