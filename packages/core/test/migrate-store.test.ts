import Database from 'better-sqlite3';
import { getTableName, is, Table } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { migrateStore, openStorage } from '../src/adapters/storage/index.ts';
import * as postgresSchema from '../src/adapters/storage/postgres/schema.ts';
import { TRANSFER_TABLES } from '../src/adapters/storage/records/transfer-tables.ts';
import * as sqliteSchema from '../src/adapters/storage/sqlite/schema.ts';
import { FakeClock } from '../src/testing/fake-clock.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { runProcess } from './contracts/storage/processes/run-process.ts';
import { fillEveryTable } from './fill-every-table.ts';
import { useDatabases } from './postgres/use-databases.ts';

const MOVE = new URL('./contracts/storage/processes/move-store.ts', import.meta.url);

const files = useDatabaseFiles();
const databases = useDatabases();
const clock = new FakeClock();

async function filled(rows: number): Promise<string> {
  const path = await files.emptyDatabase();
  fillEveryTable(path, rows);
  return path;
}

/** Every row of every table, as SQLite has it. */
function everything(path: string): Record<string, unknown> {
  const client = new Database(path, { readonly: true });
  try {
    return Object.fromEntries(
      TRANSFER_TABLES.map(({ name, key }) => [
        name,
        client.prepare(`SELECT * FROM "${name}" ORDER BY ${key.join(', ')}`).all(),
      ]),
    );
  } finally {
    client.close();
  }
}

/** The same without what PostgreSQL cannot hold. */
function withoutNul(rows: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(rows).replaceAll('\\u0000', '\u{FFFD}'));
}

function change(path: string, sql: string): void {
  const client = new Database(path);
  client.exec(sql);
  client.close();
}

describe('the list of tables that move', () => {
  it.each([
    ['SQLite', sqliteSchema],
    ['PostgreSQL', postgresSchema],
  ])('has every table of %s but meta', (_name, schema) => {
    const tables = Object.values(schema)
      .filter((table) => is(table, Table))
      .map((table) => getTableName(table))
      .filter((name) => name !== 'meta');
    expect(TRANSFER_TABLES.map(({ name }) => name).toSorted()).toEqual(tables.toSorted());
  });

  it('has what a row refers to before it, and the key that the table has', () => {
    const order = TRANSFER_TABLES.map(({ name }) => name);
    for (const table of Object.values(sqliteSchema)) {
      const { name, columns, primaryKeys, foreignKeys } = getTableConfig(table);
      const entry = TRANSFER_TABLES.find((one) => one.name === name);
      if (entry === undefined) continue;
      const single = columns.filter(({ primary }) => primary).map((column) => column.name);
      const composite = primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
      expect([name, entry.key]).toEqual([name, [...single, ...composite]]);
      for (const key of foreignKeys) {
        const other = getTableName(key.reference().foreignTable);
        expect(order.indexOf(other)).toBeLessThan(order.indexOf(name));
      }
    }
  });
});

describe('migrateStore', () => {
  it('takes everything to PostgreSQL and back, and leaves what it came from as it was', async () => {
    const path = await filled(1_100);
    const before = everything(path);
    const postgres = await databases.blankDatabase();
    const there = await migrateStore({ from: `file:${path}`, to: postgres });
    expect(there.map(({ name, rows }) => [name, rows])).toEqual(
      TRANSFER_TABLES.map(({ name }) => [name, 1_100]),
    );
    expect(everything(path)).toEqual(before);
    const back = files.newPath();
    expect(await migrateStore({ from: postgres, to: `file:${back}` })).toEqual(there);
    expect(withoutNul(everything(back))).toEqual(withoutNul(before));
    for (const url of [postgres, `file:${back}`]) {
      const storage = await openStorage(url, { clock });
      expect([await storage.maintenance.mode(), await storage.configurationVersion()]).toEqual([
        'draining',
        42,
      ]);
      await storage.close();
    }
  });

  it.each(['SQLite', 'PostgreSQL'])(
    'goes on where it was interrupted; until then nobody opens the target (%s)',
    async (kind) => {
      const from = `file:${await filled(600)}`;
      const to = kind === 'SQLite' ? `file:${files.newPath()}` : await databases.blankDatabase();
      const seen: string[] = [];
      const broken = migrateStore({
        from,
        to,
        onProgress: ({ table, rows }) => {
          seen.push(`${table} ${String(rows)}`);
          if (seen.length === 15) throw new Error('The power is gone.');
        },
      });
      await expect(broken).rejects.toThrow('power');
      await expect(openStorage(to, { clock })).rejects.toMatchObject({
        code: 'storage-unavailable',
        message: expect.stringContaining('migrate-store') as string,
      });
      const elsewhere = `file:${await filled(1)}`;
      await expect(migrateStore({ from: elsewhere, to })).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringContaining('unfinished move') as string,
      });
      const moved = await migrateStore({
        from,
        to,
        onProgress: ({ table, rows }) => seen.push(`${table} ${String(rows)}`),
      });
      const total = seen.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
      expect(total).toBe(600 * TRANSFER_TABLES.length);
      expect(moved.every(({ rows }) => rows === 600)).toBe(true);
      await (await openStorage(to, { clock })).close();
    },
  );

  it('goes on after a kill -9, however often, to PostgreSQL and back', { timeout: 240_000 }, async () => {
    const path = await filled(700);
    const postgres = await databases.blankDatabase();
    const back = files.newPath();
    for (const [from, to] of [
      [`file:${path}`, postgres],
      [postgres, `file:${back}`],
    ] as const) {
      for (const commits of ['1', '13', '20'])
        expect(await runProcess(MOVE, [from, to, commits])).toMatchObject({ signal: 'SIGKILL' });
      await expect(openStorage(to, { clock })).rejects.toMatchObject({ code: 'storage-unavailable' });
      const { output, errors } = await runProcess(MOVE, [from, to, '0']);
      expect(errors).toBe('');
      expect(JSON.parse(output)).toEqual(TRANSFER_TABLES.map(() => 700));
    }
    expect(withoutNul(everything(back))).toEqual(withoutNul(everything(path)));
  });

  it('refuses to finish when a row of the target was changed between two attempts, and says what to do', async () => {
    const from = `file:${await filled(600)}`;
    const to = await databases.blankDatabase();
    let commits = 0;
    const onProgress = (): void => {
      commits += 1;
      if (commits === 30) throw new Error('Enough.');
    };
    await expect(migrateStore({ from, to, onProgress })).rejects.toThrow('Enough');
    await databases.query(to, `UPDATE organizations SET name = 'Other' WHERE id = 'id-000001'`);
    await expect(migrateStore({ from, to })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(/organizations differs.*empty the target/) as string,
    });
    await expect(openStorage(to, { clock })).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('refuses a source that was changed after its rows were taken', async () => {
    const path = await filled(600);
    const to = `file:${files.newPath()}`;
    let commits = 0;
    const onProgress = (): void => {
      commits += 1;
      if (commits === 30) throw new Error('Enough.');
    };
    await expect(migrateStore({ from: `file:${path}`, to, onProgress })).rejects.toThrow('Enough');
    change(path, `UPDATE organizations SET name = 'Other' WHERE id = 'id-000001'`);
    await expect(migrateStore({ from: `file:${path}`, to })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('organizations differs') as string,
    });
    await expect(openStorage(to, { clock })).rejects.toMatchObject({ code: 'storage-unavailable' });
  });

  it('refuses a target that holds data, and changes nothing there', async () => {
    const from = `file:${await filled(2)}`;
    const path = await filled(1);
    const before = everything(path);
    await expect(migrateStore({ from, to: `file:${path}` })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('holds data already') as string,
    });
    expect(everything(path)).toEqual(before);
    await (await openStorage(`file:${path}`, { clock })).close();
  });

  it.each(['SQLite', 'PostgreSQL'])('refuses while somebody has either one open (%s)', async (kind) => {
    const one = kind === 'SQLite' ? `file:${await filled(1)}` : await databases.emptyDatabase();
    const other = `file:${files.newPath()}`;
    await (await openStorage(other, { clock })).close();
    const inUse = await openStorage(one, { clock });
    await inUse.check();
    const refusal = {
      code: 'refused',
      message: expect.stringContaining('Another process uses') as string,
    };
    await expect(migrateStore({ from: one, to: other })).rejects.toMatchObject(refusal);
    await expect(migrateStore({ from: other, to: one })).rejects.toMatchObject(refusal);
    await inUse.check();
    await inUse.close();
    await migrateStore({ from: one, to: other });
  });

  it.each(['SQLite', 'PostgreSQL'])(
    'refuses a database of a newer version, also one that this version works with (%s)',
    async (kind) => {
      const newer = 'UPDATE meta SET schema_version = 99';
      const one = kind === 'SQLite' ? `file:${await filled(1)}` : await databases.blankDatabase();
      await (await openStorage(one, { clock })).close();
      if (kind === 'SQLite') change(one.slice('file:'.length), newer);
      else await databases.query(one, newer);
      await (await openStorage(one, { clock })).close();
      const other = `file:${files.newPath()}`;
      await (await openStorage(other, { clock })).close();
      const refusal = { code: 'storage-newer', message: expect.stringContaining('99') as string };
      await expect(migrateStore({ from: one, to: other })).rejects.toMatchObject(refusal);
      await expect(migrateStore({ from: other, to: one })).rejects.toMatchObject(refusal);
    },
  );

  it('refuses what is not there, what lives in memory, and a move onto itself', async () => {
    const there = `file:${await filled(1)}`;
    await expect(migrateStore({ from: `file:${files.newPath()}`, to: there })).rejects.toMatchObject({
      code: 'storage-unavailable',
    });
    await expect(migrateStore({ from: 'memory:', to: there })).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
    await expect(migrateStore({ from: there, to: there })).rejects.toMatchObject({ code: 'refused' });
  });
});
