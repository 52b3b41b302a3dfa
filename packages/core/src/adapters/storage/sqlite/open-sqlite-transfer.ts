import { resolve } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import {
  UNFINISHED_TABLE,
  type TransferMeta,
  type TransferRow,
  type TransferTarget,
} from '../records/transfer-end.ts';
import { refuseOtherVersion } from '../records/refuse-other-version.ts';
import type { TransferTable } from '../records/transfer-tables.ts';
import { schemaVersion, knownMigrations } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { refuseForeignLog } from './refuse-foreign-log.ts';
import { isBusy, storageError } from './storage-error.ts';

/** How long other processes may take to close the file, in milliseconds. */
const BUSY_TIMEOUT = 1_000;

/**
 * Opens a file for a move, alone: nobody else can open it until it is closed. A source must be there and is only read, a
 * target is made and brought up to date.
 * @throws AppError `refused` while others have it open, or when a source is of an older version; `storage-unavailable`,
 * `storage-newer`, `storage-corrupt`.
 */
export async function openSqliteTransfer(
  path: string,
  { role, logger }: { readonly role: 'source' | 'target'; readonly logger: Logger },
): Promise<TransferTarget> {
  if (role === 'target') (await openDatabase(path, logger)).close();
  const client = openAlone(path, role);
  const guarded = async <T>(work: () => T): Promise<T> => {
    try {
      return work();
    } catch (error) {
      throw storageError(error);
    }
  };
  return { ...sqliteTransfer(client, guarded), place: `file:${resolve(path)}` };
}

function openAlone(path: string, role: 'source' | 'target'): Database.Database {
  let client: Database.Database | null = null;
  try {
    refuseForeignLog(path);
    client = new Database(path, { timeout: BUSY_TIMEOUT, fileMustExist: true });
    // Before anything else: who first reads a WAL in this mode shares it with nobody.
    client.pragma('locking_mode = EXCLUSIVE');
    client.exec('BEGIN EXCLUSIVE; COMMIT');
    const known = knownMigrations().length;
    refuseOtherVersion(schemaVersion(client, known), known);
    if (role === 'source') client.pragma('query_only = ON');
    client.pragma('foreign_keys = ON');
    client.pragma('synchronous = FULL');
    return client;
  } catch (error) {
    client?.close();
    if (!isBusy(error)) throw storageError(error);
    throw new AppError(
      'refused',
      `Another process uses the database ${path}. Stop every gateway, worker and Slack bot that does, and try again.`,
      { cause: error },
    );
  }
}

function sqliteTransfer(
  client: Database.Database,
  guarded: <T>(work: () => T) => Promise<T>,
): Omit<TransferTarget, 'place'> {
  const list = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');
  const marks = (columns: readonly string[]) => columns.map(() => '?').join(', ');
  const exists = () =>
    client.prepare(`SELECT 1 FROM sqlite_schema WHERE name = ?`).get(UNFINISHED_TABLE) !== undefined;
  return {
    columns: ({ name }) =>
      guarded(() =>
        client
          .prepare<[string], string>('SELECT name FROM pragma_table_info(?) ORDER BY name')
          .pluck()
          .all(name),
      ),
    rows: ({ name, key }, { after, limit }) =>
      guarded(() => {
        const where = after === null ? '' : `WHERE (${list(key)}) > (${marks(key)})`;
        const values = after === null ? [] : key.map((column) => after[column]);
        return client
          .prepare<unknown[], TransferRow>(
            `SELECT * FROM "${name}" ${where} ORDER BY ${list(key)} LIMIT ${limit}`,
          )
          .all(...values);
      }),
    last: ({ name, key }) =>
      guarded(() => {
        const order = key.map((column) => `"${column}" DESC`).join(', ');
        return (
          client.prepare<[], TransferRow>(`SELECT * FROM "${name}" ORDER BY ${order} LIMIT 1`).get() ?? null
        );
      }),
    insert: ({ name }: TransferTable, rows) =>
      guarded(() => {
        const columns = Object.keys(rows[0] ?? {});
        const statement = client.prepare(
          `INSERT INTO "${name}" (${list(columns)}) VALUES (${marks(columns)})`,
        );
        client.transaction(() => {
          for (const row of rows) statement.run(...columns.map((column) => row[column]));
        })();
      }),
    meta: () =>
      guarded(
        () =>
          client
            .prepare('SELECT configuration_version AS configurationVersion, maintenance FROM meta')
            .get() as TransferMeta,
      ),
    unfinished: () =>
      guarded(() =>
        exists()
          ? (client.prepare<[], string>(`SELECT place FROM ${UNFINISHED_TABLE}`).pluck().get() ?? '')
          : null,
      ),
    begin: (place) =>
      guarded(() => {
        client.transaction(() => {
          client.exec(`CREATE TABLE ${UNFINISHED_TABLE} (place TEXT NOT NULL)`);
          client.prepare(`INSERT INTO ${UNFINISHED_TABLE} VALUES (?)`).run(place);
        })();
      }),
    finish: ({ configurationVersion, maintenance }) =>
      guarded(() => {
        client.transaction(() => {
          client
            .prepare('UPDATE meta SET configuration_version = ?, maintenance = ?')
            .run(configurationVersion, maintenance);
          client.exec(`DROP TABLE ${UNFINISHED_TABLE}`);
        })();
      }),
    close: () => guarded(() => void client.close()),
  };
}
