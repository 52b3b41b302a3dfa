import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AppError } from '../../../kernel/errors.ts';

/** Bytes 18 and 19 of a database (https://sqlite.org/fileformat.html): 1 while it has no log, 2 once it was given one. */
const FORMAT_AT = 18;
const WITHOUT_LOG = 1;

/**
 * Refuses a file that lies beside the log of another one: a backup that was put in the place of a database whose process was
 * killed. SQLite would write that log into it and damage it (https://sqlite.org/howtocorrupt.html). A backup never had a log,
 * and a database has its mark before it has its log, so that nothing of one's own is ever refused.
 * @throws AppError `storage-unavailable`; nothing was changed.
 */
export function refuseForeignLog(path: string): void {
  // The log first: who makes one has marked the database before.
  if ((statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return;
  if (formatOf(path) !== WITHOUT_LOG) return;
  throw new AppError(
    'storage-unavailable',
    `Beside the database ${path} lies the log of another one, which would damage it: of the one that was there before this ` +
      `copy was put in its place. Remove ${path}-wal and ${path}-shm, and start again.`,
  );
}

/** Null for a file that is empty or cannot be read: SQLite says what is the matter with it. */
function formatOf(path: string): number | null {
  const bytes = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    try {
      if (readSync(file, bytes, 0, 2, FORMAT_AT) < 2) return null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
  return Math.max(...bytes);
}
