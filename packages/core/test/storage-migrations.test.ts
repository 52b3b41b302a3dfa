import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import { knownMigrations } from '../src/adapters/storage/sqlite/migrate.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import * as schema from '../src/adapters/storage/sqlite/schema.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { runProcess } from './contracts/storage/processes/run-process.ts';

const OPEN_ONCE = new URL('./contracts/storage/processes/open-once.ts', import.meta.url);
const DIE_IN_MIGRATION = new URL('./contracts/storage/processes/die-in-migration.ts', import.meta.url);

const files = useDatabaseFiles();
const known = knownMigrations();
const clock = new FakeClock();

describe('migrations', () => {
  it('are each applied once when twenty processes start at once on a new file', async () => {
    const path = files.newPath();
    const ends = await Promise.all(Array.from({ length: 20 }, () => runProcess(OPEN_ONCE, [path])));
    expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
    const applied = ends.flatMap(({ output }) => JSON.parse(output) as { migration: string }[]);
    expect(applied.map(({ migration }) => migration).toSorted()).toEqual(known.map(({ name }) => name));
  }, 120_000);

  it('leave a whole number of steps behind when the process is killed, and go on from there', async () => {
    const path = files.newPath();
    expect(await runProcess(DIE_IN_MIGRATION, [path])).toMatchObject({ signal: 'SIGKILL' });
    const { output } = await runProcess(OPEN_ONCE, [path]);
    expect(JSON.parse(output)).toEqual(known.slice(1).map(({ name }) => ({ migration: name })));
    const tables = query(path, `SELECT name FROM sqlite_schema WHERE name IN ('halfway', 'never')`);
    expect(tables).toEqual([]);
  });

  it('refuse a database of a newer version, say both versions, and change nothing', async () => {
    const path = await files.emptyDatabase();
    exec(path, 'UPDATE meta SET schema_version = 99, compatible_from = 98');
    const before = digest(path);
    await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
      code: 'storage-newer',
      message: expect.stringMatching(new RegExp(`99.*98.*${known.length}`)) as string,
    });
    expect(digest(path)).toBe(before);
  });

  it('of a newer version let this one go on as long as they say that it may, and stop it in its check when not', async () => {
    const path = await files.emptyDatabase();
    const storage = await openSqliteStorage({ path, clock });
    exec(path, `ALTER TABLE reports ADD COLUMN more text; UPDATE meta SET schema_version = 99`);
    await storage.check();
    await (await openSqliteStorage({ path, clock })).close();
    expect(query(path, 'SELECT schema_version AS version FROM meta')).toEqual([{ version: 99 }]);
    for (const compatibleFrom of [String(known.length + 1), 'NULL']) {
      exec(path, `UPDATE meta SET compatible_from = ${compatibleFrom}`);
      await expect(storage.check()).rejects.toMatchObject({ code: 'storage-newer' });
      await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({ code: 'storage-newer' });
    }
    await storage.close();
  });

  it('refuse a database of another program, and change nothing', async () => {
    for (const tables of ['CREATE TABLE bookmarks (id)', 'CREATE TABLE meta (key, value)']) {
      const path = files.newPath();
      exec(path, tables);
      const before = digest(path);
      await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
        code: 'storage-corrupt',
        message: expect.stringContaining('another program') as string,
      });
      expect(digest(path)).toBe(before);
    }
  });

  it('lead to the same tables as schema.ts says', async () => {
    const path = await files.emptyDatabase();
    const fromSchema = await generateSQLiteMigration(await generateSQLiteDrizzleJson({}), await tables());
    const scratch = files.newPath();
    exec(scratch, fromSchema.join(';\n'));
    // A column that came later stands last in a table's text, and is the same column.
    const columns = `SELECT m.name AS of, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.name`;
    const indexes = `SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name`;
    for (const shape of [columns, indexes]) expect(query(path, shape)).toEqual(query(scratch, shape));
    expect(query(path, columns).length).toBeGreaterThan(100);
  });

  it('end in a snapshot that needs no further migration', async () => {
    const folder = new URL('../src/adapters/storage/sqlite/migrations/meta/', import.meta.url);
    const last = String(known.length - 1).padStart(4, '0');
    const snapshot: unknown = JSON.parse(readFileSync(new URL(`${last}_snapshot.json`, folder), 'utf8'));
    expect(await generateSQLiteMigration(snapshot, await tables())).toEqual([]);
  });
});

describe('the audit log', () => {
  it('refuses to be changed, whoever holds the connection', async () => {
    const path = await files.emptyDatabase();
    const storage = await openSqliteStorage({ path, clock });
    await storage.audit.append(buildAuditEntry(sequentialIds()));
    await storage.close();
    for (const change of [
      `UPDATE audit SET subject = 'nothing'`,
      'DELETE FROM audit',
      `REPLACE INTO audit SELECT id, 0, actor, action, level, subject, changes FROM audit`,
    ]) {
      expect(() => exec(path, change)).toThrow('append-only');
    }
    expect(query(path, 'SELECT count(*) AS entries FROM audit')).toEqual([{ entries: 1 }]);
  });
});

/** The tables of schema.ts, as drizzle-kit compares them. */
function tables(): Promise<unknown> {
  return generateSQLiteDrizzleJson(schema);
}

function exec(path: string, sql: string): void {
  const client = new Database(path);
  try {
    client.exec(sql);
  } finally {
    client.close();
  }
}

function query(path: string, sql: string): unknown[] {
  const client = new Database(path, { readonly: true });
  try {
    return client.prepare(sql).all();
  } finally {
    client.close();
  }
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
