import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { checkSchemaVersion, schemaStateOf, type SchemaState } from '../records/check-schema-version.ts';

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
 * Refuses a database that this version cannot work with: one of a much newer Postern, or of another program. Changes nothing.
 * @returns how many migrations it has had; more than `known` beside a newer version that goes with this one.
 * @throws AppError `storage-newer` or `storage-corrupt`.
 */
export function schemaVersion(client: Database, known: number): number {
  return checkSchemaVersion(schemaState(client), known);
}

/**
 * Brings the tables up to date. Each migration is one transaction together with its number, so a process that dies in
 * between leaves a whole number of migrations behind; several processes that start at once take turns at the lock.
 * @throws AppError as {@link schemaVersion} does.
 */
export function migrate(client: Database, migrations: readonly Migration[], logger: Logger): void {
  while (schemaVersion(client, migrations.length) < migrations.length) {
    const applied = client.transaction(() => applyNext(client, migrations)).immediate();
    if (applied !== null) logger.info({ migration: applied }, 'database migrated');
  }
}

/** Applies the next migration; null when another process was faster. Runs under the write lock, so it asks again. */
function applyNext(client: Database, migrations: readonly Migration[]): string | null {
  const version = schemaVersion(client, migrations.length);
  const next = migrations[version];
  if (next === undefined) return null;
  client.exec(next.sql);
  client.prepare('UPDATE meta SET schema_version = ?').run(version + 1);
  return next.name;
}

function schemaState(client: Database): SchemaState {
  const tables = client
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .pluck()
    .all();
  if (tables.length === 0) return { version: 0, compatibleFrom: null };
  const row = tables.includes('meta')
    ? client.prepare<[], Record<string, unknown>>('SELECT * FROM meta').get()
    : undefined;
  if (row !== undefined && 'schema_version' in row) return schemaStateOf(row);
  throw new AppError(
    'storage-corrupt',
    'The file is a database of another program. Give Postern a file of its own.',
    { detail: `tables: ${tables.slice(0, 10).join(', ')}` },
  );
}
