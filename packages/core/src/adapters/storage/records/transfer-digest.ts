import { createHash } from 'node:crypto';
import type { TransferEnd, TransferRow } from './transfer-end.ts';
import type { TransferTable } from './transfer-tables.ts';

/** What a table holds, in a form that is the same in every backend. */
export interface TransferDigest {
  readonly rows: number;
  /** SHA-256 over all rows in the order of their key, in hex. */
  readonly hash: string;
}

/** Reads a whole table. */
export async function transferDigest(end: TransferEnd, table: TransferTable): Promise<TransferDigest> {
  const hash = createHash('sha256');
  let rows = 0;
  let after: TransferRow | null = null;
  for (;;) {
    const page: readonly TransferRow[] = await end.rows(table, { after, limit: table.batch });
    for (const row of page) hash.update(`${canonical(row)}\n`);
    rows += page.length;
    after = page.at(-1) ?? null;
    if (page.length < table.batch) return { rows, hash: hash.digest('hex') };
  }
}

/** Columns by name, bytes as Base64; U+0000 as what PostgreSQL's texts hold instead. */
function canonical(row: TransferRow): string {
  const cells = Object.keys(row)
    .toSorted()
    .map((column) => {
      const value = row[column] ?? null;
      if (value instanceof Uint8Array) return [column, { bytes: Buffer.from(value).toString('base64') }];
      return [column, typeof value === 'string' ? value.replaceAll('\0', '\u{FFFD}') : value];
    });
  return JSON.stringify(cells);
}
