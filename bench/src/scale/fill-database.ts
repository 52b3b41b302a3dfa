import Database from 'better-sqlite3';

/** Rows written in one transaction. */
const CHUNK = 50_000;

/**
 * Puts old reports with event, delivered mail and attempt into a database as if they had been: copies of the first ones in
 * it, with ids and times that lie before, and keys that are strewn as a sender's are. They have the numbers from `from` up to
 * `to`. Whoever is broken off leaves a broken database.
 * @throws Error when there is nothing to copy.
 */
export function fillDatabase(
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const client = new Database(path);
  try {
    // Nothing is written twice or waited for, and no page of an index is read twice.
    client.pragma('journal_mode = OFF');
    client.pragma('locking_mode = EXCLUSIVE');
    client.pragma('synchronous = OFF');
    client.pragma('foreign_keys = OFF');
    client.pragma('cache_size = -4000000');
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
    for (let begin = from; begin < to; begin += CHUNK)
      chunk({ from: begin, to: Math.min(begin + CHUNK, to) });
    client.pragma('locking_mode = NORMAL');
    client.pragma('journal_mode = WAL');
  } finally {
    client.close();
  }
}

/** A version 7 UUID of long ago, in order. */
const id = (variant: string): string => `printf('01800000-${variant}-7000-8000-%012d', n)`;
/** An hour ago and before: what is new is not compared with it. */
const at = (column: string): string => `${column} - 3600000 - (@to - n)`;
/** Knuth's multiplicative hashing: every number another key, none beside its neighbour's. */
const strewn = (prefix: string): string => `printf('${prefix}%08x-%d', (n * 2654435761) % 4294967296, n)`;

const TABLES: readonly { readonly name: string; readonly values: Readonly<Record<string, string>> }[] = [
  {
    name: 'reports',
    values: { id: id('0000'), dedupe_key: strewn('id:'), received_at: at('received_at') },
  },
  {
    name: 'events',
    values: {
      id: id('0000'),
      report_id: id('0000'),
      fold_key: strewn(''),
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
