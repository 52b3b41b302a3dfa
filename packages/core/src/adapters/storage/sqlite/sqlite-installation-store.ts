import { and, asc, eq } from './drizzle.ts';
import type { InstallationStore } from '../../../installations/installation-store.ts';
import { installationCodec } from '../records/installation-codec.ts';
import { writeAudit } from './configuration-changes.ts';
import { installations } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Installations in SQLite. */
export function sqliteInstallationStore(connection: SqliteConnection): InstallationStore {
  const { orm } = connection;
  return {
    save: (installation, audit) =>
      connection.write(() => {
        const row = installationCodec.toRow(installation);
        orm
          .insert(installations)
          .values(row)
          .onConflictDoUpdate({ target: installations.teamId, set: row })
          .run();
        writeAudit(connection, [audit]);
      }),

    find: (teamId) =>
      connection.read(() => {
        const row = orm.select().from(installations).where(eq(installations.teamId, teamId)).get();
        return row === undefined ? null : installationCodec.fromRow(row);
      }),

    list: () =>
      connection.read(() =>
        orm
          .select()
          .from(installations)
          .orderBy(asc(installations.installedAt), asc(installations.teamId))
          .all()
          .map(installationCodec.fromRow),
      ),

    reseal: (teamId, before, after) =>
      connection.write(() => {
        const { changes } = orm
          .update(installations)
          .set(after)
          .where(
            and(
              eq(installations.teamId, teamId),
              eq(installations.keyId, before.keyId),
              eq(installations.box, before.box),
            ),
          )
          .run();
        return changes > 0;
      }),

    remove: ({ teamId, installedAt }, audit) =>
      connection.write(() => {
        const { changes } = orm
          .delete(installations)
          .where(and(eq(installations.teamId, teamId), eq(installations.installedAt, installedAt)))
          .run();
        if (changes === 0) return false;
        writeAudit(connection, [audit]);
        return true;
      }),
  };
}
