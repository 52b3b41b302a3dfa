import Database from 'better-sqlite3';
import { AppError, toAppError, type ErrorCode } from '../../../kernel/errors.ts';

/** What SQLite's primary result codes (https://sqlite.org/rescode.html) mean to the people who run the machine. */
const MEANINGS: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FULL: [
    'storage-unavailable',
    'The disk is full: nothing can be stored. Make room on the database’s disk; Postern goes on by itself then.',
  ],
  READONLY: [
    'storage-unavailable',
    'The database is read-only. Let Postern’s user write to the database’s file and to its folder; it goes on by itself then.',
  ],
  PERM: [
    'storage-unavailable',
    'The database may not be accessed. Let Postern’s user read and write its file and folder.',
  ],
  CANTOPEN: [
    'storage-unavailable',
    'The database cannot be opened. Check that its folder exists and that Postern’s user may write to it.',
  ],
  IOERR: [
    'storage-unavailable',
    'The database’s disk answers with errors. Check the disk and its connection, and the system’s log.',
  ],
  BUSY: [
    'storage-unavailable',
    'Another process holds the database. Try again; if it stays so, look for a backup or a tool that keeps it open.',
  ],
  LOCKED: ['storage-unavailable', 'The database is locked. Try again.'],
  NOMEM: ['storage-unavailable', 'There is not enough memory to work with the database.'],
  CORRUPT: ['storage-corrupt', 'The database is damaged. Stop Postern and restore it from a backup.'],
  NOTADB: [
    'storage-corrupt',
    'The file is not a database of Postern. Check the path, or restore the database from a backup.',
  ],
  CONSTRAINT: ['internal', 'Something was stored twice under one id.'],
};

/** Any error of a storage operation as an {@link AppError} that says what to do. */
export function storageError(error: unknown): AppError {
  if (!(error instanceof Database.SqliteError)) return toAppError(error);
  const primary = error.code.split('_')[1] ?? '';
  const [code, text] = MEANINGS[primary] ?? ['internal', 'The database refused what Postern asked of it.'];
  return new AppError(code, text, { detail: `${error.code}: ${error.message}`, cause: error });
}

/** Whether the error means that another process was in the way for a moment. */
export function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
