import { DatabaseSync } from 'node:sqlite';

/** A value in a database, and where it stands. */
export interface StoredCell {
  readonly where: string;
  readonly value: string | Uint8Array;
}

/** Every text and every blob of every table of an SQLite database. */
export function storedCells(path: string): readonly StoredCell[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
    return tables.flatMap(({ name }) =>
      database
        .prepare(`select * from "${String(name)}"`)
        .all()
        .flatMap((row) => cellsOf(String(name), row)),
    );
  } finally {
    database.close();
  }
}

function cellsOf(table: string, row: Readonly<Record<string, unknown>>): readonly StoredCell[] {
  return Object.entries(row).flatMap(([column, value]) =>
    typeof value === 'string' || value instanceof Uint8Array ? [{ where: `${table}.${column}`, value }] : [],
  );
}
