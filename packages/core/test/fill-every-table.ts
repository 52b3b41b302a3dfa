import Database from 'better-sqlite3';
import { TRANSFER_TABLES } from '../src/adapters/storage/records/transfer-tables.ts';

/** A column as SQLite tells of it. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly pk: number;
}

/**
 * Puts so many rows into every table of a SQLite database: each kind of value, null wherever it may be, text from all over
 * the world. Rows refer to those of the same number.
 */
export function fillEveryTable(path: string, rows: number): void {
  const client = new Database(path);
  client.pragma('foreign_keys = ON');
  client.transaction(() => {
    for (const { name } of TRANSFER_TABLES) {
      const columns = client
        .prepare<[string], Column>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
        .all(name);
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      const insert = client.prepare(
        `INSERT INTO "${name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      for (let row = 1; row <= rows; row += 1) insert.run(...columns.map((column) => valueOf(column, row)));
    }
    client.exec(`UPDATE meta SET configuration_version = 42, maintenance = 'draining'`);
  })();
  client.close();
}

const TEXTS = ['é', '漢字 🙂', 'a\0b', '"quoted" \\ \n', 'ﬀ'];

function valueOf({ name, type, notnull, pk }: Column, row: number): string | number | null | Buffer {
  if (notnull === 0 && pk === 0 && row % 2 === 0) return null;
  switch (type.toUpperCase()) {
    case 'INTEGER':
      return 1_767_603_600_000 + row;
    case 'BLOB':
      return Buffer.from([0, 255, row % 256, 10, 13]);
    default:
      // Foreign keys lead to ids.
      return name === 'id' || name.endsWith('_id')
        ? `id-${String(row).padStart(6, '0')}`
        : `${String(row)} ${TEXTS[row % TEXTS.length] ?? ''}`;
  }
}
