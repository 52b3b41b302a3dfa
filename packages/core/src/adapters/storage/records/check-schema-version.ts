import { AppError } from '../../../kernel/errors.ts';

/** What `meta` says of the tables; without a table `meta` the version is 0. */
export interface SchemaState {
  /** How many migrations were applied. */
  readonly version: number;
  /** How many migrations code must know at least to work with these tables; null: it must know them all. */
  readonly compatibleFrom: number | null;
}

/** Reads both from a row of `meta` of any version: the column for the second one came later. */
export function schemaStateOf(row: Readonly<Record<string, unknown>>): SchemaState {
  const compatibleFrom = row['compatible_from'] ?? null;
  return {
    version: Number(row['schema_version']),
    compatibleFrom: compatibleFrom === null ? null : Number(compatibleFrom),
  };
}

/**
 * Refuses tables that code which knows so many migrations cannot work with. Those of a newer version it can, as long as its
 * migrations only added: so old and new processes work side by side while one replaces the other.
 * @returns how many migrations were applied; more than `known` beside a newer version.
 * @throws AppError `storage-newer`.
 */
export function checkSchemaVersion({ version, compatibleFrom }: SchemaState, known: number): number {
  if (version <= known || (compatibleFrom !== null && compatibleFrom <= known)) return version;
  throw new AppError(
    'storage-newer',
    `The database was written by a newer Postern: its schema version is ${String(version)}, for versions that know at least ` +
      `${String(compatibleFrom ?? version)}; this one knows up to ${String(known)}. ` +
      'Install the newer version again, or restore the backup that was made before the upgrade.',
  );
}
