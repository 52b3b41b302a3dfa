import { readFileSync } from 'node:fs';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { getTableColumns, getTableName, type Column, type Table } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { knownMigrations } from '../src/adapters/storage/postgres/migrate.ts';
import { openPostgresStorage } from '../src/adapters/storage/postgres/open-postgres-storage.ts';
import * as postgres from '../src/adapters/storage/postgres/schema.ts';
import * as sqlite from '../src/adapters/storage/sqlite/schema.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { runProcess } from './contracts/storage/processes/run-process.ts';
import { useDatabases } from './postgres/use-databases.ts';

const MIGRATE = new URL('./postgres/migrate-once.ts', import.meta.url);

const databases = useDatabases();
const known = knownMigrations();
const clock = new FakeClock();

/** A row means the same wherever it lies: the types of all tables' rows are the same, or this does not compile. */
type RowsOf<Schema> = {
  [Name in keyof Schema]: Schema[Name] extends { readonly $inferSelect: infer Row } ? Row : never;
};
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
const rowsAreTheSame: Same<RowsOf<typeof postgres>, RowsOf<typeof sqlite>> = true;

/** What PostgreSQL calls SQLite's types. */
const KINDS: Readonly<Record<string, string>> = {
  text: 'text COLLATE "C"',
  integer: 'bigint',
  blob: 'bytea',
};

const columnsOf = (schema: Readonly<Record<string, Table>>) =>
  Object.fromEntries(
    Object.values(schema).map((table) => [
      getTableName(table),
      Object.entries<Column>(getTableColumns(table)).map(([key, column]) => ({
        key,
        name: column.name,
        isRequired: column.notNull,
        isKey: column.primary,
        kind: KINDS[column.getSQLType()] ?? column.getSQLType(),
      })),
    ]),
  );

describe('tables', () => {
  it('are the same as in SQLite, column by column', () => {
    expect(rowsAreTheSame).toBe(true);
    expect(columnsOf(postgres)).toEqual(columnsOf(sqlite));
  });

  it('have no default of the database’s own', async () => {
    const url = await databases.emptyDatabase();
    const defaults = `SELECT table_name, column_name FROM information_schema.columns
                       WHERE table_schema = 'public' AND column_default IS NOT NULL`;
    expect(await databases.query(url, defaults)).toEqual([]);
  });

  it('compare every text by its bytes, whatever the database’s locale is', async () => {
    const url = await databases.emptyDatabase();
    const texts = await databases.query(
      url,
      `SELECT table_name, column_name, collation_name FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'text'`,
    );
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((column) => column['collation_name'] !== 'C')).toEqual([]);
    const [locale] = await databases.query(url, `SELECT 'a' < 'B' AS "asPeopleSort"`);
    expect(locale).toEqual({ asPeopleSort: true });
  });
});

describe('migrations', () => {
  it('are each applied once when several processes start at once on a new database', async () => {
    const url = await databases.blankDatabase();
    const ends = await Promise.all(Array.from({ length: 5 }, () => runProcess(MIGRATE, [url])));
    expect(ends.map(({ errors }) => errors).join('')).toBe('');
    const applied = ends.flatMap(({ output }) => JSON.parse(output) as string[]);
    expect(applied.toSorted()).toEqual(known.map(({ name }) => name));
  });

  it('of a newer version let this one go on as long as they say that it may, and stop it in its check when not', async () => {
    const url = await databases.blankDatabase();
    const storage = await openPostgresStorage({ url, clock });
    await databases.query(
      url,
      'ALTER TABLE reports ADD COLUMN more text; UPDATE meta SET schema_version = 99',
    );
    await storage.check();
    await (await openPostgresStorage({ url, clock })).close();
    for (const compatibleFrom of ['98', 'NULL']) {
      await databases.query(url, `UPDATE meta SET compatible_from = ${compatibleFrom}`);
      const refusal = {
        code: 'storage-newer',
        message: expect.stringMatching(new RegExp(`99.*(98|99).*${String(known.length)}`)) as string,
      };
      await expect(storage.check()).rejects.toMatchObject(refusal);
      await expect(openPostgresStorage({ url, clock })).rejects.toMatchObject(refusal);
    }
    await storage.close();
  });

  it('refuse a database of another program, and leave it as it is', async () => {
    for (const tables of ['CREATE TABLE bookmarks (id int)', 'CREATE TABLE meta (key text, value text)']) {
      const url = await databases.blankDatabase();
      await databases.query(url, tables);
      await expect(openPostgresStorage({ url, clock })).rejects.toMatchObject({
        code: 'storage-corrupt',
        message: expect.stringContaining('another program') as string,
      });
      const there = await databases.query(
        url,
        `SELECT count(*)::int AS tables FROM information_schema.tables WHERE table_schema = 'public'`,
      );
      expect(there).toEqual([{ tables: 1 }]);
    }
  });

  it('refuse a database that is not UTF-8, and say how to make one', async () => {
    const url = await databases.blankDatabase(`ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`);
    await expect(openPostgresStorage({ url, clock })).rejects.toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringContaining('createdb -E UTF8') as string,
    });
  });

  it('lead into whichever schema the connection looks at first', async () => {
    const url = await databases.blankDatabase();
    const name = new URL(url).pathname.slice(1);
    await databases.query(url, `CREATE SCHEMA mail; ALTER DATABASE ${name} SET search_path = mail`);
    const storage = await openPostgresStorage({ url, clock });
    await storage.check();
    await storage.close();
    const schemas = await databases.query(
      url,
      `SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN ('meta', 'deliveries')`,
    );
    expect(schemas).toEqual([{ schemaname: 'mail' }]);
  });

  it('end in a snapshot that needs no further migration', async () => {
    const folder = new URL('../src/adapters/storage/postgres/migrations/meta/', import.meta.url);
    const last = String(known.length - 1).padStart(4, '0');
    const snapshot: unknown = JSON.parse(readFileSync(new URL(`${last}_snapshot.json`, folder), 'utf8'));
    expect(await generateMigration(snapshot, generateDrizzleJson(postgres))).toEqual([]);
  });
});

describe('the audit log', () => {
  it('refuses to be changed, whoever holds the connection', async () => {
    const url = await databases.emptyDatabase();
    const storage = await openPostgresStorage({ url, clock });
    await storage.audit.append(buildAuditEntry(sequentialIds()));
    await storage.close();
    for (const change of [`UPDATE audit SET subject = 'nothing'`, 'DELETE FROM audit', 'TRUNCATE audit']) {
      await expect(databases.query(url, change)).rejects.toThrow('append-only');
    }
    expect(await databases.query(url, 'SELECT count(*)::int AS entries FROM audit')).toEqual([
      { entries: 1 },
    ]);
  });
});
