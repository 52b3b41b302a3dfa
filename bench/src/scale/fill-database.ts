import Database from 'better-sqlite3';

/** Rows written in one transaction. */
const CHUNK = 50_000;

/**
 * Puts as many old reports with event, delivered mail and attempt into a database as if they had been: copies of the first
 * ones in it, with ids, keys and times that lie before.
 * @throws Error when there is nothing to copy.
 */
export function fillDatabase(path: string, rows: number): void {
  const client = new Database(path);
  try {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = OFF');
    client.pragma('foreign_keys = OFF');
    const tables = TABLES.map(({ name, values }) => {
      const columns = client
        .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
        .pluck()
        .all(name);
      const selected = columns.map((column) => values[column] ?? column);
      return client.prepare(
        `INSERT INTO ${name} (${columns.join(', ')})
         WITH RECURSIVE numbers(n) AS (SELECT @from UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < @to)
         SELECT ${selected.join(', ')} FROM numbers, (SELECT * FROM ${name} ORDER BY rowid LIMIT 1)`,
      );
    });
    const chunk = client.transaction((range: { from: number; to: number }) => {
      for (const table of tables) {
        if (table.run(range).changes !== range.to - range.from) throw new Error('There is nothing to copy.');
      }
    });
    for (let from = 0; from < rows; from += CHUNK) chunk({ from, to: Math.min(from + CHUNK, rows) });
    client.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    client.close();
  }
}

/** A version 7 UUID of long ago, in order. */
const id = (variant: string): string => `printf('01800000-${variant}-7000-8000-%012d', n)`;
/** An hour ago and before: what is new is not compared with it. */
const at = (column: string): string => `${column} - 3600000 - (@to - n)`;

const TABLES: readonly { readonly name: string; readonly values: Readonly<Record<string, string>> }[] = [
  {
    name: 'reports',
    values: { id: id('0000'), dedupe_key: `printf('old-%d', n)`, received_at: at('received_at') },
  },
  {
    name: 'events',
    values: {
      id: id('0000'),
      report_id: id('0000'),
      fold_key: `printf('old-%d', n)`,
      received_at: at('received_at'),
    },
  },
  {
    name: 'deliveries',
    values: {
      id: id('0001'),
      event_id: id('0000'),
      address: `printf('ops%d@acme.example', n % 1000)`,
      created_at: at('created_at'),
      ended_at: at('ended_at'),
    },
  },
  { name: 'delivery_attempts', values: { delivery_id: id('0001'), at: at('at') } },
];
