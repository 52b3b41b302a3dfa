import { open, rm } from 'node:fs/promises';
import { AppError } from '../../../kernel/errors.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/**
 * Copies the database as it is at one moment to a new file. `VACUUM INTO` reads one snapshot, so that writers go on, and
 * takes an empty file for a new one, which is how the copy gets its mode before it has any content
 * (https://www.sqlite.org/lang_vacuum.html).
 * @throws AppError `refused`, `storage-unavailable`; then there is no file.
 */
export async function backUp(connection: SqliteConnection, path: string): Promise<void> {
  await makeEmptyFile(path);
  try {
    await connection.ask(() => connection.client.prepare('VACUUM INTO ?').run(path));
    await syncToDisk(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function makeEmptyFile(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EEXIST') {
      throw new AppError('refused', `There is a file ${path} already. A backup never overwrites one.`);
    }
    throw new AppError('storage-unavailable', `The backup ${path} cannot be written (${code}).`, {
      cause: error,
    });
  }
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
