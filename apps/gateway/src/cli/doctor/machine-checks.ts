import { toAppError } from '@postern/core';
import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failed, ok, warning, type DoctorCheck } from './finding.ts';
import { shownDatabaseUrl } from './shown-database-url.ts';

/** Mebibytes that should be free beside the database: its log grows between checkpoints. */
const FREE_MEBIBYTES = 500;
/** The log has a few mebibytes while all is well. */
const MOST_LOG_MEBIBYTES = 64;

/** The database answers, writes and reads. */
export const databaseCheck: DoctorCheck = async ({ services }) => {
  try {
    await services.storage.check();
    return [ok('database', `${shownDatabaseUrl(services.config.databaseUrl)} can be written and read.`)];
  } catch (error) {
    return [
      failed(
        'database',
        toAppError(error).message,
        'Make room, or give the user of Postern the right to write there.',
      ),
    ];
  }
};

/** There is room on its disk. */
export const diskCheck: DoctorCheck = async ({ services }) => {
  const path = databasePath(services.config.databaseUrl);
  if (path === null) return [];
  const { bavail, bsize } = await statfs(dirname(path));
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free >= FREE_MEBIBYTES) return [ok('disk', `${String(free)} MiB are free beside the database.`)];
  return [
    warning(
      'disk',
      `Only ${String(free)} MiB are free beside the database.`,
      'Make room: a full disk answers senders 503.',
    ),
  ];
};

/** Its log is written back into the database: a reader that never ends would keep that from happening. */
export const databaseSizeCheck: DoctorCheck = async ({ services }) => {
  const path = databasePath(services.config.databaseUrl);
  if (path === null) return [];
  const size = await mebibytesOf(path);
  const log = await mebibytesOf(`${path}-wal`);
  const { events } = services.config.keep;
  if (log > MOST_LOG_MEBIBYTES && log > size)
    return [
      warning(
        'database size',
        `The log beside the database has ${String(log)} MiB, more than the database itself.`,
        'Something reads the database without an end, such as a backup tool that hangs: end it, or restart Postern.',
      ),
    ];
  return [ok('database size', `${String(size)} MiB; events are kept for ${String(events)} days.`)];
};

async function mebibytesOf(path: string): Promise<number> {
  try {
    return Math.ceil((await stat(path)).size / 2 ** 20);
  } catch {
    return 0;
  }
}

/** Nobody else reads the database: it holds what happened, and who gets mail. */
export const databaseFileCheck: DoctorCheck = async ({ services }) => {
  const path = databasePath(services.config.databaseUrl);
  if (path === null) return [];
  const { mode } = await stat(path);
  if ((mode & 0o007) === 0) return [ok('database file', `${path} is private.`)];
  return [
    warning('database file', `Every user of this machine may read ${path}.`, `chmod o-rwx ${path} ${path}-*`),
  ];
};

/** Every key that something is sealed with is there, and the key file is private. */
export const keysCheck: DoctorCheck = async ({ services }) => {
  const { storage, sealer, config } = services;
  const missing = (await storage.sealingKeyIds()).filter((id) => !sealer.keyIds.includes(id));
  const keys =
    missing.length === 0
      ? ok('keys', `Every secret's key is live; new ones are sealed with ${sealer.activeKeyId}.`)
      : failed(
          'keys',
          `Secrets are sealed with keys that are missing: ${missing.join(', ')}.`,
          'Put these keys back into the key file or POSTERN_KEYS, or enter the secrets again.',
        );
  if (config.keySource.kind === 'given') return [keys];
  const { mode } = await stat(config.keySource.path);
  if ((mode & 0o077) === 0) return [keys, ok('key file', `${config.keySource.path} is private.`)];
  return [
    keys,
    warning('key file', `Others may read ${config.keySource.path}.`, `chmod 600 ${config.keySource.path}`),
  ];
};

function databasePath(url: string): string | null {
  if (!url.startsWith('file:')) return null;
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}
