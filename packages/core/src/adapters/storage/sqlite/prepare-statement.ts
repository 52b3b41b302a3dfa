import type { Query } from 'drizzle-orm';
import type { Database } from 'better-sqlite3';
import { is, Param, Placeholder } from './drizzle.ts';

/** What goes into a statement, by the names of its placeholders: texts and numbers as they are stored. */
export type StatementValues = Readonly<Record<string, string | number | null>>;

/** A statement that was prepared once. */
export interface PreparedStatement<Row> {
  /** Gives how many rows it changed. */
  run(values: StatementValues): number;
  get(values: StatementValues): Row | undefined;
  all(values: StatementValues): Row[];
}

interface Preparable {
  toSQL(): Query;
  all(): unknown;
}
type RowOf<Q extends Preparable> = ReturnType<Q['all']> extends readonly (infer Row)[] ? Row : never;

/**
 * Prepares a query that runs for every report or mail. It is written with drizzle, so that the schema has the last word on
 * tables and columns, and run by better-sqlite3 itself: drizzle's own prepared queries ask of each parameter and each column,
 * at each run, of which class it is.
 * @param keys of a row, in the order in which they are selected; none where nothing is read
 */
export function prepareStatement<Q extends Preparable>(
  client: Database,
  query: Q,
  keys: readonly (keyof RowOf<Q> & string)[] = [],
): PreparedStatement<RowOf<Q>> {
  const { sql, params } = query.toSQL();
  const statement = client.prepare<[readonly unknown[]], readonly unknown[]>(sql);
  if (statement.reader) statement.raw();
  const names = params.map(nameOf);

  const bound = (values: StatementValues): readonly unknown[] =>
    names.map((name, place) => (name === null ? params[place] : values[name]));

  const rowOf = (cells: readonly unknown[]): RowOf<Q> => {
    const row: Record<string, unknown> = {};
    for (const [place, key] of keys.entries()) row[key] = cells[place];
    return row as RowOf<Q>;
  };

  return {
    run: (values) => statement.run(bound(values)).changes,
    get: (values) => {
      const cells = statement.get(bound(values));
      return cells === undefined ? undefined : rowOf(cells);
    },
    all: (values) => statement.all(bound(values)).map(rowOf),
  };
}

/** The placeholder's name; null: a value that is the same at each run. */
function nameOf(param: unknown): string | null {
  const value = is(param, Param) ? param.value : param;
  return is(value, Placeholder) ? value.name : null;
}
