import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getTableName } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openPostgresStorage } from '../../src/adapters/storage/postgres/open-postgres-storage.ts';
import * as schema from '../../src/adapters/storage/postgres/schema.ts';
import { FakeClock } from '../../src/testing/fake-clock.ts';

const ROLES = readFileSync(new URL('../../../../deploy/postgres-roles.sql', import.meta.url), 'utf8');

const TABLES = Object.values(schema).map((table) => getTableName(table));

/** Everything goes, also what triggers and foreign keys protect; `meta` becomes what it is in a new database. */
const EMPTY = `SET session_replication_role = replica;
  ${TABLES.filter((name) => name !== 'meta')
    .map((name) => `DELETE FROM ${name};`)
    .join(' ')}
  UPDATE meta SET configuration_version = 1, maintenance = 'off', checked_at = 0`;

/** URLs of one database, by the role that is used. */
export interface DatabaseRoles {
  readonly owner: string;
  readonly app: string;
  readonly superuser: string;
}

/** Databases on the run's PostgreSQL server, which go away with the tests of the surrounding block. */
export interface Databases {
  /** The URL of a database without any table; `options` are those of CREATE DATABASE. */
  blankDatabase(options?: string): Promise<string>;
  /** The URL of an empty database of this version: the block's one, emptied again by each call, which takes 20 ms instead of 200. */
  emptyDatabase(): Promise<string>;
  /**
   * The same with the roles of `deploy/postgres-roles.sql`: the URL for the owner of the tables, and the one for whoever only
   * works with them.
   */
  emptyDatabaseWithRoles(): Promise<DatabaseRoles>;
  /** The roles on a database without any table. */
  blankDatabaseWithRoles(): Promise<DatabaseRoles>;
  /** Runs statements in a database, beside all storages, and gives the rows of a single one. */
  query(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Asks for the server with the first database, and drops all databases after all tests. */
export function useDatabases(): Databases {
  const made: string[] = [];
  const roles: string[] = [];
  let divided: Promise<DatabaseRoles> | null = null;
  let server: Promise<string> | null = null;
  let migrated: Promise<string> | null = null;

  const query = async (url: string, sql: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Readonly<Record<string, unknown>>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const blankDatabase = async (options = ''): Promise<string> => {
    server ??= askForServer();
    const url = new URL(await server);
    const name = `postern_${randomUUID().replaceAll('-', '')}`;
    made.push(name);
    await query(url.href, `CREATE DATABASE ${name} TEMPLATE template0 ${options}`);
    url.pathname = name;
    return url.href;
  };
  const migratedDatabase = async (): Promise<string> => {
    const url = await blankDatabase();
    await (await openPostgresStorage({ url, clock: new FakeClock() })).close();
    return url;
  };

  const withRoles = async (): Promise<DatabaseRoles> => {
    const superuser = await blankDatabase();
    const suffix = randomUUID().slice(0, 8);
    await query(
      superuser,
      ROLES.replaceAll(/postern_(?:owner|app)/g, (name) => `${name}_${suffix}`),
    );
    const urlOf = async (role: string): Promise<string> => {
      const name = `${role}_${suffix}`;
      roles.push(name);
      await query(superuser, `ALTER ROLE ${name} PASSWORD 'known'`);
      const url = new URL(superuser);
      url.username = name;
      url.password = 'known';
      return url.href;
    };
    return { superuser, owner: await urlOf('postern_owner'), app: await urlOf('postern_app') };
  };
  const migratedWithRoles = async (): Promise<DatabaseRoles> => {
    const database = await withRoles();
    await (await openPostgresStorage({ url: database.owner, clock: new FakeClock() })).close();
    return database;
  };

  afterAll(async () => {
    if (server === null) return;
    const url = await server;
    for (const name of made) await query(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    for (const name of roles) await query(url, `DROP ROLE ${name}`);
  });
  return {
    blankDatabase,
    emptyDatabase: async () => {
      migrated ??= migratedDatabase();
      const url = await migrated;
      await query(url, EMPTY);
      return url;
    },
    blankDatabaseWithRoles: withRoles,
    emptyDatabaseWithRoles: async () => {
      divided ??= migratedWithRoles();
      const database = await divided;
      await query(database.superuser, EMPTY);
      return database;
    },
    query,
  };
}

async function askForServer(): Promise<string> {
  const response = await fetch(inject('postgresOnDemand'));
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
