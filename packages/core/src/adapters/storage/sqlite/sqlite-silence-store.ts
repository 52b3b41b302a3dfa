import { asc, eq } from './drizzle.ts';
import type { SilenceStore } from '../../../alerts/silence-store.ts';
import { silenceCodec } from '../records/silence-codec.ts';
import { configurationChanges } from './configuration-changes.ts';
import { silences } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Silences in SQLite. */
export function sqliteSilenceStore(connection: SqliteConnection): SilenceStore {
  const { orm } = connection;
  const rowOf = (id: string) => orm.select().from(silences).where(eq(silences.id, id)).get();
  return {
    add: (silence, audit) =>
      connection.write(() => {
        orm.insert(silences).values(silenceCodec.toRow(silence)).run();
        configurationChanges(connection, [audit]);
      }),

    end: ({ id, at, audit }) =>
      connection.write(() => {
        const row = rowOf(id);
        if (row === undefined) return 'not-found';
        if (row.endsAt <= at) return 'over';
        orm.update(silences).set({ endsAt: at }).where(eq(silences.id, id)).run();
        configurationChanges(connection, [audit]);
        return 'ended';
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(silences)
          .orderBy(asc(silences.createdAt), asc(silences.id))
          .all()
          .map(silenceCodec.fromRow),
      ),

    find: (id) =>
      connection.read(() => {
        const row = rowOf(id);
        return row === undefined ? null : silenceCodec.fromRow(row);
      }),
  };
}
