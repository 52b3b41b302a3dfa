import { MAINTENANCE_MODES, type MaintenanceStore } from '../../../delivery/maintenance.ts';
import { AppError } from '../../../kernel/errors.ts';
import { configurationChanges } from './configuration-changes.ts';
import { meta } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** The maintenance mode in SQLite. */
export function sqliteMaintenanceStore(connection: SqliteConnection): MaintenanceStore {
  const { orm } = connection;
  return {
    mode: () =>
      connection.read(() => {
        const row = orm.select({ maintenance: meta.maintenance }).from(meta).get();
        const mode = MAINTENANCE_MODES.find((known) => known === row?.maintenance);
        if (mode !== undefined) return mode;
        throw new AppError(
          'storage-corrupt',
          'The database holds a damaged record in table meta. Restore it from a backup.',
        );
      }),

    setMode: (mode, audit) =>
      connection.write(() => {
        orm.update(meta).set({ maintenance: mode }).run();
        configurationChanges(connection, [audit]);
      }),
  };
}
