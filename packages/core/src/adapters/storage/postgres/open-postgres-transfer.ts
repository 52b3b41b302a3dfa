import { AppError } from '../../../kernel/errors.ts';
import type { Logger } from '../../../kernel/logger.ts';
import { refuseOtherVersion } from '../records/refuse-other-version.ts';
import {
  UNFINISHED_TABLE,
  type TransferMeta,
  type TransferRow,
  type TransferTarget,
} from '../records/transfer-end.ts';
import { sql } from './drizzle.ts';
import { schemaVersion, knownMigrations, migrate } from './migrate.ts';
import { postgresConnection, type PostgresConnection } from './postgres-connection.ts';
import { postgresTarget } from './postgres-url.ts';
import type { Session } from './session.ts';

/**
 * Opens a database for a move. A source is only read, a target is brought up to date. Other processes that have it open are
 * found; one that comes later is found out by the comparison at the end.
 * @throws AppError `refused` while others have it open, or when a source is of an older version; `configuration-invalid`,
 * `storage-unavailable`, `storage-newer`, `storage-corrupt`.
 */
export async function openPostgresTransfer(
  url: string,
  { role, logger }: { readonly role: 'source' | 'target'; readonly logger: Logger },
): Promise<TransferTarget> {
  const target = postgresTarget(url);
  const connection = postgresConnection({ ...target, pool: 1, statementTimeout: 0 }, logger);
  try {
    const known = knownMigrations();
    await connection.read(refuseOthers);
    if (role === 'target') await migrate(connection, known, logger);
    const version = await connection.read((session) => schemaVersion(session, known.length));
    refuseOtherVersion(version, known.length);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const hosts = target.hosts.map(({ host, port }) => `${host}:${String(port)}`).join(',');
  const place = `postgres://${hosts}/${target.database}`;
  return { ...postgresTransfer(connection), place };
}

async function refuseOthers({ orm }: Session): Promise<void> {
  const { rows } = await orm.execute(
    sql`SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'postern' AND pid <> pg_backend_pid()`,
  );
  if (rows.length === 0) return;
  throw new AppError(
    'refused',
    'Another process uses the PostgreSQL database. Stop every gateway, worker and Slack bot that does, and try again.',
  );
}

function postgresTransfer(connection: PostgresConnection): Omit<TransferTarget, 'place'> {
  const names = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');
  const query = <Row extends object>(text: string, values: readonly unknown[] = []) =>
    connection.read(({ run }) => run<Row>({ name: '', text }, values));
  return {
    columns: async ({ name }) => {
      const rows = await query<{ name: string }>(
        'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1',
        [name],
      );
      return rows.map((row) => row.name).toSorted();
    },
    rows: ({ name, key }, { after, limit }) => {
      const marks = key.map((_, index) => `$${String(index + 1)}`).join(', ');
      const where = after === null ? '' : `WHERE (${names(key)}) > (${marks})`;
      return query<TransferRow>(
        `SELECT * FROM "${name}" ${where} ORDER BY ${names(key)} LIMIT ${String(limit)}`,
        after === null ? [] : key.map((column) => after[column]),
      );
    },
    last: async ({ name, key }) => {
      const order = key.map((column) => `"${column}" DESC`).join(', ');
      const [row] = await query<TransferRow>(`SELECT * FROM "${name}" ORDER BY ${order} LIMIT 1`);
      return row ?? null;
    },
    insert: ({ name }, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      let mark = 0;
      const lines = rows.map(() => `(${columns.map(() => `$${String((mark += 1))}`).join(', ')})`);
      const text = `INSERT INTO "${name}" (${names(columns)}) VALUES ${lines.join(', ')}`;
      const values = rows.flatMap((row) => columns.map((column) => row[column]));
      return connection.write(async ({ run }) => {
        await run({ name: '', text }, values);
      });
    },
    meta: async () => {
      const [row] = await query<TransferMeta>(
        'SELECT configuration_version AS "configurationVersion", maintenance FROM meta',
      );
      if (row === undefined) throw new AppError('storage-corrupt', 'The database has no row in table meta.');
      return row;
    },
    unfinished: async () => {
      const [there] = await query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
        UNFINISHED_TABLE,
      ]);
      if ((there?.name ?? null) === null) return null;
      const [row] = await query<{ place: string }>(`SELECT place FROM ${UNFINISHED_TABLE}`);
      return row?.place ?? '';
    },
    begin: (place) =>
      connection.write(async ({ run }) => {
        await run({ name: '', text: `CREATE TABLE ${UNFINISHED_TABLE} (place text NOT NULL)` }, []);
        await run({ name: '', text: `INSERT INTO ${UNFINISHED_TABLE} VALUES ($1)` }, [place]);
      }),
    finish: ({ configurationVersion, maintenance }) =>
      connection.write(async ({ run }) => {
        const text = 'UPDATE meta SET configuration_version = $1, maintenance = $2';
        await run({ name: '', text }, [configurationVersion, maintenance]);
        await run({ name: '', text: `DROP TABLE ${UNFINISHED_TABLE}` }, []);
      }),
    close: () => connection.close(),
  };
}
