import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** One step of the tables' history: plain SQL, written by drizzle-kit from `schema.ts` or by hand. */
export interface Migration {
  /** Such as `0000_tables`. */
  readonly name: string;
  readonly sql: string;
}

/** All migrations that this version knows, in order. */
export function knownMigrations(): readonly Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({
      name: name.slice(0, -'.sql'.length),
      sql: readFileSync(new URL(name, FOLDER), 'utf8'),
    }));
}

/**
 * Refuses a database that is not for this version: one of a newer Postern, or of another program. Changes nothing.
 * @returns how many migrations it has had.
 * @throws AppError `storage-newer` or `storage-corrupt`.
 */
export function checkSchemaVersion(client: Database, known: number): number {
  const version = schemaVersion(client);
  if (version > known) {
    throw new AppError(
      'storage-newer',
      `The database was written by a newer Postern: its schema version is ${version}, this one knows up to ${known}. ` +
        'Install the newer version again, or restore the backup that was made before the upgrade.',
    );
  }
  return version;
}

/**
 * Brings the tables up to date. Each migration is one transaction together with its number, so a process that dies in
 * between leaves a whole number of migrations behind; several processes that start at once take turns at the lock.
 * @throws AppError as {@link checkSchemaVersion} does.
 */
export function migrate(client: Database, migrations: readonly Migration[], logger: Logger): void {
  while (checkSchemaVersion(client, migrations.length) < migrations.length) {
    const applied = client.transaction(() => applyNext(client, migrations)).immediate();
    if (applied !== null) logger.info({ migration: applied }, 'database migrated');
  }
}

/** Applies the next migration; null when another process was faster. Runs under the write lock, so it asks again. */
function applyNext(client: Database, migrations: readonly Migration[]): string | null {
  const version = checkSchemaVersion(client, migrations.length);
  const next = migrations[version];
  if (next === undefined) return null;
  client.exec(next.sql);
  client.prepare('UPDATE meta SET schema_version = ?').run(version + 1);
  return next.name;
}

function schemaVersion(client: Database): number {
  const tables = client
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .pluck()
    .all();
  if (tables.length === 0) return 0;
  const version = tables.includes('meta') ? readVersion(client) : undefined;
  if (version !== undefined) return version;
  throw new AppError(
    'storage-corrupt',
    'The file is a database of another program. Give Postern a file of its own.',
    { detail: `tables: ${tables.slice(0, 10).join(', ')}` },
  );
}

/** Undefined for a `meta` that is not ours. */
function readVersion(client: Database): number | undefined {
  const columns = client.prepare<[], string>(`SELECT name FROM pragma_table_info('meta')`).pluck().all();
  if (!columns.includes('schema_version')) return undefined;
  return client.prepare<[], number>('SELECT schema_version FROM meta').pluck().get();
}
