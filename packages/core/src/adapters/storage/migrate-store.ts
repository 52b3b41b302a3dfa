import { AppError } from '../../kernel/errors.ts';
import { silentLogger, type Logger } from '../../kernel/logger.ts';
import { openTransfer } from './open-transfer.ts';
import { transferDigest } from './records/transfer-digest.ts';
import type { TransferEnd, TransferTarget } from './records/transfer-end.ts';
import { TRANSFER_TABLES, type TransferTable } from './records/transfer-tables.ts';

/** A table that is the same in both databases now. */
export interface MovedTable {
  readonly name: string;
  readonly rows: number;
  /** SHA-256 over its rows, the same in both. */
  readonly hash: string;
}

/** What {@link migrateStore} needs. */
export interface MigrateStoreRequest {
  /** URLs as `openStorage` takes them; one in memory cannot be moved. */
  readonly from: string;
  readonly to: string;
  readonly logger?: Logger;
  /** Told of every commit in the target. */
  readonly onProgress?: (progress: { readonly table: string; readonly rows: number }) => void;
}

/**
 * Moves everything from one database to another, table by table in the order of the keys, and compares both at the end. What
 * was interrupted goes on where it was. The database that it comes from is only read; both must be used by nobody else.
 * @throws AppError `refused` when one of them is in use, when the target holds other data, or when both differ at the end;
 * `configuration-invalid`, `storage-unavailable`, `storage-newer`, `storage-corrupt`.
 */
export async function migrateStore(request: MigrateStoreRequest): Promise<readonly MovedTable[]> {
  const { logger = silentLogger } = request;
  if (request.from === request.to) {
    throw new AppError('refused', 'The database to move to is the one to move from. Give another.');
  }
  const source = await openTransfer(request.from, { role: 'source', logger });
  try {
    const target = await openTransfer(request.to, { role: 'target', logger });
    try {
      return await move(source, target, request.onProgress ?? (() => undefined));
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function move(
  source: TransferEnd,
  target: TransferTarget,
  onProgress: NonNullable<MigrateStoreRequest['onProgress']>,
): Promise<readonly MovedTable[]> {
  for (const table of TRANSFER_TABLES) await compareColumns(table, source, target);
  const unfinished = await target.unfinished();
  if (unfinished === null) {
    await refuseOtherData(target);
    await target.begin(source.place);
  } else if (unfinished !== source.place) {
    throw new AppError(
      'refused',
      `An unfinished move from ${unfinished} fills this target. Finish that one, or give an empty target.`,
    );
  }
  for (const table of TRANSFER_TABLES) await copy(table, { source, target, onProgress });
  const moved: MovedTable[] = [];
  for (const table of TRANSFER_TABLES) moved.push(await compare(table, source, target));
  await target.finish(await source.meta());
  return moved;
}

async function compareColumns(table: TransferTable, source: TransferEnd, target: TransferEnd): Promise<void> {
  const [here, there] = [await source.columns(table), await target.columns(table)];
  if (here.length > 0 && here.join() === there.join()) return;
  throw new AppError(
    'internal',
    `The table ${table.name} is not the same in both kinds of database. Nothing was moved.`,
    { detail: `${here.join()} / ${there.join()}` },
  );
}

async function refuseOtherData(target: TransferTarget): Promise<void> {
  for (const table of TRANSFER_TABLES) {
    if ((await target.last(table)) === null) continue;
    throw new AppError(
      'refused',
      `The target holds data already (table ${table.name}). Give an empty database; nothing was changed.`,
    );
  }
}

async function copy(
  table: TransferTable,
  {
    source,
    target,
    onProgress,
  }: {
    readonly source: TransferEnd;
    readonly target: TransferTarget;
    readonly onProgress: NonNullable<MigrateStoreRequest['onProgress']>;
  },
): Promise<void> {
  let after = await target.last(table);
  for (;;) {
    const rows = await source.rows(table, { after, limit: table.batch });
    if (rows.length === 0) return;
    await target.insert(table, rows);
    onProgress({ table: table.name, rows: rows.length });
    after = rows.at(-1) ?? null;
  }
}

async function compare(table: TransferTable, source: TransferEnd, target: TransferEnd): Promise<MovedTable> {
  const here = await transferDigest(source, table);
  const there = await transferDigest(target, table);
  if (here.rows === there.rows && here.hash === there.hash) return { name: table.name, ...here };
  throw new AppError(
    'refused',
    `The table ${table.name} differs: ${String(here.rows)} rows to move, ${String(there.rows)} in the target. One of them was changed since the move began. Stop everything that uses them, empty the target, and run the command again.`,
  );
}
