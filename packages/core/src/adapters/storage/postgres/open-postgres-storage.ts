import type { Clock } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../../kernel/logger.ts';
import type { Storage } from '../../../storage.ts';
import { UNFINISHED_MOVE, UNFINISHED_TABLE } from '../records/transfer-end.ts';
import { changeNews } from './change-news.ts';
import { sql } from './drizzle.ts';
import type { LeaseClock } from './lease-time.ts';
import { schemaVersion, knownMigrations, migrate } from './migrate.ts';
import { postgresConnection, type PostgresConnection } from './postgres-connection.ts';
import { postgresStorage } from './postgres-storage.ts';
import type { Session } from './session.ts';
import { postgresTarget, type PostgresTarget } from './postgres-url.ts';

/** Where the database is, and what it works with. */
export interface PostgresOptions {
  /** `postgres://user:password@host:5432/database?sslmode=verify-full`; see `postgresTarget`. */
  readonly url: string;
  readonly clock: Clock;
  /** Told of migrations, of lost connections and of damaged records. Quiet by default. */
  readonly logger?: Logger | undefined;
  /** Whose clock tells when a lease ends; the database's, but where a test makes its own time. */
  readonly leaseClock?: LeaseClock;
}

/**
 * Opens the storage in a PostgreSQL database and brings its tables up to date. Any number of processes may have it open.
 * @throws AppError `configuration-invalid`, `storage-unavailable`, `storage-newer` or `storage-corrupt`.
 */
export async function openPostgresStorage({
  url,
  clock,
  logger = silentLogger,
  leaseClock = 'database',
}: PostgresOptions): Promise<Storage> {
  const target = postgresTarget(url);
  const connection = postgresConnection(target, logger);
  try {
    await checkServer(connection, logger);
    await bringUpToDate(connection, target, logger);
    await connection.read(refuseUnfinished);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const news = changeNews(connection, { target, logger });
  return postgresStorage(connection, { clock, logger, news, leaseClock });
}

/** Refuses a database that would lose letters, and says so where the server is set to lose commits. */
async function checkServer(connection: PostgresConnection, logger: Logger): Promise<void> {
  const [server] = await connection.ask(async ({ orm }) => {
    const settings = await orm.execute<{ encoding: string; commit: string; fsync: string }>(
      sql`SELECT current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS commit,
                 current_setting('fsync') AS fsync`,
    );
    return settings.rows;
  });
  if (server?.encoding !== 'UTF8') {
    throw new AppError(
      'configuration-invalid',
      `The database's encoding is ${String(server?.encoding)}. Create one with UTF-8: createdb -E UTF8 -T template0 postern.`,
    );
  }
  if (server.commit === 'off' || server.fsync === 'off') {
    logger.warn(
      { synchronous_commit: server.commit, fsync: server.fsync },
      'the database may lose what it has confirmed when its machine fails: switch both on',
    );
  }
}

async function refuseUnfinished({ orm }: Session): Promise<void> {
  const { rows } = await orm.execute<{ name: string | null }>(
    sql`SELECT to_regclass(${UNFINISHED_TABLE})::text AS name`,
  );
  if ((rows[0]?.name ?? null) !== null) throw new AppError('storage-unavailable', UNFINISHED_MOVE);
}

/** A role that only works with the tables is told who can bring them up to date. */
async function refuseWithoutRight({ orm }: Session): Promise<void> {
  const { rows } = await orm.execute<{ may: boolean | null }>(
    sql`SELECT has_schema_privilege(current_schema(), 'CREATE') AS may`,
  );
  if (rows[0]?.may !== false) return;
  throw new AppError(
    'storage-unavailable',
    'The tables are not there, or of an older version, and this user may not change them. Run `postern migrate` with the URL of their owner first.',
  );
}

async function bringUpToDate(
  connection: PostgresConnection,
  target: PostgresTarget,
  logger: Logger,
): Promise<void> {
  const migrations = knownMigrations();
  const version = await connection.read((session) => schemaVersion(session, migrations.length));
  if (version >= migrations.length) return;
  await connection.read(refuseWithoutRight);
  const patient = postgresConnection({ ...target, pool: 1, statementTimeout: 0 }, logger);
  try {
    await migrate(patient, migrations, logger);
  } finally {
    await patient.close();
  }
}
