import type { TransferTable } from './transfer-tables.ts';

/** A row as the database has it: column names to values. */
export type TransferRow = Readonly<Record<string, string | number | null | Uint8Array>>;

/** What of `meta` belongs to the data, not to the database. */
export interface TransferMeta {
  readonly configurationVersion: number;
  readonly maintenance: string;
}

/** One of the two databases of a move: of this version, and used by nobody else meanwhile. */
export interface TransferEnd {
  /** Where it is, without names and passwords of users. */
  readonly place: string;
  /** The names of a table's columns, sorted. */
  columns(table: TransferTable): Promise<readonly string[]>;
  /** The rows after that one, in the order of the key; from the first one on with null. */
  rows(
    table: TransferTable,
    request: { readonly after: TransferRow | null; readonly limit: number },
  ): Promise<readonly TransferRow[]>;
  meta(): Promise<TransferMeta>;
  close(): Promise<void>;
}

/** The database that is moved to. */
export interface TransferTarget extends TransferEnd {
  /** The place that an unfinished move comes from; null: there is none. */
  unfinished(): Promise<string | null>;
  /** From here on, only a move from that place opens it. */
  begin(place: string): Promise<void>;
  /** The last row of the table; null when it is empty. */
  last(table: TransferTable): Promise<TransferRow | null>;
  /** All of these in one commit. */
  insert(table: TransferTable, rows: readonly TransferRow[]): Promise<void>;
  /** Everything is there: it may be opened as any other. */
  finish(meta: TransferMeta): Promise<void>;
}

/** The table that stands in a target while a move is not finished; it holds the place that the move comes from. */
export const UNFINISHED_TABLE = 'unfinished_move';

/** What whoever opens such a target is told. */
export const UNFINISHED_MOVE =
  'This database is the target of an unfinished `postern migrate-store`. Run the same command again to finish it.';
