import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns } from './drizzle.ts';

/** Many rows as one parameter a column, so that a statement has one text however many rows it brings. */
export interface RowsOf<Row extends object> {
  /** The table's columns, in order, as in `"id", "level"`. */
  readonly columns: string;
  /** As in `unnest($1::text[], $2::bigint[])`, numbered after the parameters that come before. */
  readonly unnest: (before: number) => string;
  /** One array a column. */
  readonly values: (rows: readonly Row[]) => readonly (readonly unknown[])[];
}

/** Rows of a table as arrays: https://www.postgresql.org/docs/current/functions-array.html#ARRAY-FUNCTIONS-TABLE. */
export function rowsOf<T extends PgTable>(table: T): RowsOf<T['$inferSelect']> {
  const columns = Object.entries(getTableColumns(table) as Readonly<Record<string, PgColumn>>);
  return {
    columns: columns.map(([, { name }]) => `"${name}"`).join(', '),
    unnest: (before) =>
      `unnest(${columns.map(([, column], place) => `$${before + place + 1}::${typeOf(column)}[]`).join(', ')})`,
    values: (rows) =>
      columns.map(([key]) => rows.map((row) => (row as Readonly<Record<string, unknown>>)[key])),
  };
}

function typeOf(column: PgColumn): string {
  return column.getSQLType().replace(/ COLLATE .*/, '');
}
