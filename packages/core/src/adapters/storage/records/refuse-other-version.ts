import { AppError } from '../../../kernel/errors.ts';

/**
 * Refuses to move tables of another version, also one that this version works with: a move knows every table and column.
 * @throws AppError `refused` or `storage-newer`.
 */
export function refuseOtherVersion(version: number, known: number): void {
  if (version > known) {
    throw new AppError(
      'storage-newer',
      `The database was written by a newer Postern: its schema version is ${String(version)}, this one knows up to ${String(known)}. Move it with the newer version.`,
    );
  }
  if (version < known) {
    throw new AppError(
      'refused',
      'The database to move from is of an older version. Start this version of Postern on it once, then stop it and try again.',
    );
  }
}
