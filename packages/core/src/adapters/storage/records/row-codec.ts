import { z } from 'zod';
import { AppError } from '../../../kernel/errors.ts';
import { inputIssues } from '../../../kernel/parse.ts';

/**
 * How the rows of one table become values of the domain and back. Backends share it: their tables have one physical
 * form (text ids, epoch-millisecond integers, JSON as text, 0/1 for flags), so a row means the same wherever it lies.
 */
export interface RowCodec<Row, Value> {
  /** @throws AppError `storage-corrupt` naming the table and the row, never a value. */
  readonly fromRow: (row: Row) => Value;
  readonly toRow: (value: Value) => Row;
}

/** The codec of one table out of the schema of its columns; `idOf` names a row in errors. */
export function rowCodec<S extends z.ZodType>(
  table: string,
  schema: S,
  idOf: (row: z.input<S>) => string,
): RowCodec<z.input<S>, z.output<S>> {
  return {
    fromRow: (row) => {
      const decoded = z.safeDecode(schema, row);
      if (decoded.success) return decoded.data;
      throw damagedRow({ table, id: idOf(row), error: decoded.error });
    },
    toRow: (value) => z.encode(schema, value),
  };
}

function damagedRow(damage: {
  readonly table: string;
  readonly id: string;
  readonly error: z.ZodError;
}): AppError {
  const { table, id, error } = damage;
  const places = inputIssues(error).map(({ path }) => path);
  return new AppError(
    'storage-corrupt',
    `The database holds a damaged record: ${id} in table ${table}. Restore the database from a backup.`,
    { detail: `does not fit: ${[...new Set(places)].join(', ')}` },
  );
}
