import { MAINTENANCE_MODES, type MaintenanceStore } from '../../../delivery/maintenance.ts';
import { AppError } from '../../../kernel/errors.ts';
import { configurationChanges } from './configuration-changes.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { meta } from './schema.ts';

/** The maintenance mode in PostgreSQL. */
export function postgresMaintenanceStore(connection: PostgresConnection): MaintenanceStore {
  return {
    mode: () =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select({ maintenance: meta.maintenance }).from(meta);
        const mode = MAINTENANCE_MODES.find((known) => known === row?.maintenance);
        if (mode !== undefined) return mode;
        throw new AppError(
          'storage-corrupt',
          'The database holds a damaged record in table meta. Restore it from a backup.',
        );
      }),

    setMode: (mode, audit) =>
      connection.change(async (session) => {
        await session.orm.update(meta).set({ maintenance: mode });
        await configurationChanges(session, [audit]);
      }),
  };
}
