import { readdirSync, readFileSync } from 'node:fs';
import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { checkSchemaVersion, schemaStateOf, type SchemaState } from '../records/check-schema-version.ts';
import { sql } from './drizzle.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import type { Session } from './session.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Lets one process migrate at a time, for the length of one step. */
const MIGRATION_LOCK = sql`SELECT pg_advisory_xact_lock(1886352500, 2)`;

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
      // drizzle-kit names the schema in foreign keys; which schema it is, the connection's search_path says.
      sql: readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('"public".', ''),
    }));
}

/**
 * Refuses a database that this version cannot work with: one of a much newer Postern, or of another program. Changes nothing.
 * @returns how many migrations it has had; more than `known` beside a newer version that goes with this one.
 * @throws AppError `storage-newer` or `storage-corrupt`.
 */
export async function schemaVersion(session: Session, known: number): Promise<number> {
  return checkSchemaVersion(await schemaState(session), known);
}

/**
 * Brings the tables up to date. Each migration is one transaction together with its number, so a process that dies in
 * between leaves a whole number of migrations behind; several processes that start at once take turns at the lock. The
 * connection is one without a time limit for statements: an index over many rows takes its time.
 * @throws AppError as {@link schemaVersion} does.
 */
export async function migrate(
  connection: PostgresConnection,
  migrations: readonly Migration[],
  logger: Logger,
): Promise<void> {
  const version = () => connection.read((session) => schemaVersion(session, migrations.length));
  while ((await version()) < migrations.length) {
    const applied = await connection.write((session) => applyNext(session, migrations));
    if (applied !== null) logger.info({ migration: applied }, 'database migrated');
  }
}

/** Applies the next migration; null when another process was faster. Runs under the lock, so it asks again. */
async function applyNext(session: Session, migrations: readonly Migration[]): Promise<string | null> {
  const { orm } = session;
  await orm.execute(MIGRATION_LOCK);
  const version = await schemaVersion(session, migrations.length);
  const next = migrations[version];
  if (next === undefined) return null;
  await orm.execute(sql.raw(next.sql));
  await orm.execute(sql`UPDATE meta SET schema_version = ${version + 1}`);
  return next.name;
}

async function schemaState({ orm }: Session): Promise<SchemaState> {
  const { rows } = await orm.execute<{ name: string }>(
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const tables = rows.map(({ name }) => name);
  if (tables.length === 0) return { version: 0, compatibleFrom: null };
  const isOurs = await orm.execute(
    sql`SELECT 1 FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = 'meta' AND column_name = 'schema_version'`,
  );
  if (isOurs.rows.length > 0) {
    const [row] = (await orm.execute(sql`SELECT * FROM meta`)).rows;
    if (row !== undefined) return schemaStateOf(row);
  }
  throw new AppError(
    'storage-corrupt',
    'The database holds tables of another program. Give Postern a database of its own.',
    { detail: `tables: ${tables.slice(0, 10).join(', ')}` },
  );
}
