import { and, asc, eq } from './drizzle.ts';
import type { InstallationStore } from '../../../installations/installation-store.ts';
import { installationCodec } from '../records/installation-codec.ts';
import { writeAudit } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { installations } from './schema.ts';

/** Installations in PostgreSQL. */
export function postgresInstallationStore(connection: PostgresConnection): InstallationStore {
  return {
    save: (installation, audit) =>
      connection.write(async (session) => {
        const row = installationCodec.toRow(installation);
        await session.orm
          .insert(installations)
          .values(row)
          .onConflictDoUpdate({ target: installations.teamId, set: row });
        await writeAudit(session, [audit]);
      }),

    find: (teamId) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select().from(installations).where(eq(installations.teamId, teamId));
        return row === undefined ? null : installationCodec.fromRow(row);
      }),

    list: () =>
      connection.ask(async ({ orm }) => {
        const rows = await orm
          .select()
          .from(installations)
          .orderBy(asc(installations.installedAt), asc(installations.teamId));
        return rows.map(installationCodec.fromRow);
      }),

    reseal: (teamId, before, after) =>
      connection.write(async ({ orm }) => {
        const { rowCount } = await orm
          .update(installations)
          .set(after)
          .where(
            and(
              eq(installations.teamId, teamId),
              eq(installations.keyId, before.keyId),
              eq(installations.box, before.box),
            ),
          );
        return rowCount !== 0;
      }),

    remove: ({ teamId, installedAt }, audit) =>
      connection.write(async (session) => {
        const { rowCount } = await session.orm
          .delete(installations)
          .where(and(eq(installations.teamId, teamId), eq(installations.installedAt, installedAt)));
        if (rowCount === 0) return false;
        await writeAudit(session, [audit]);
        return true;
      }),
  };
}
