import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import { keyEntry, readKeyList } from './key-list.ts';
import { newSealingKey, type SealingKey } from './sealing-key.ts';

/** What a key file holds. */
export interface KeyFile {
  /** The active key first; at least one. */
  readonly keys: readonly SealingKey[];
  /** Whether other users of the machine may read it: worth a warning, not a refusal, since mounted secrets often come so. */
  readonly readableByOthers: boolean;
}

/** No key file is larger; whatever is was not meant. */
const MOST_BYTES = 65_536;

/**
 * Reads a key file; null when there is none.
 * @throws AppError `key-unreadable` naming the path.
 */
export async function readKeyFile(path: string): Promise<KeyFile | null> {
  const read = await withKeyFileErrors(path, 'cannot be read', () => readWhole(path));
  if (read === null) return null;
  const list = readKeyList(read.text);
  if (list.ok) return { keys: list.keys, readableByOthers: (read.mode & 0o077) !== 0 };
  throw new AppError('key-unreadable', `The key file ${path} cannot be used. ${list.problems.join(' ')}`);
}

/**
 * Makes a key file with one new key, mode 0600, unless there is one; reads what is there then. Processes that start at
 * once agree on one key: the file appears whole, and the first to link it wins.
 * @throws AppError `key-unreadable` naming the path.
 */
export async function makeKeyFile(path: string): Promise<KeyFile> {
  await withKeyFileErrors(path, 'cannot be made', async () => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await placeKeyFile(path, [newSealingKey()], 'unless-there');
  });
  const made = await readKeyFile(path);
  if (made !== null) return made;
  throw new AppError('key-unreadable', `The key file ${path} was made and is gone again.`);
}

/**
 * Puts a new key in front of the others: new secrets are sealed with it, the old keys go on opening what they sealed.
 * Processes that follow the file know it as soon as they meet it, the others after a restart.
 * @returns the file as it is now.
 * @throws AppError `key-unreadable` when there is no file; `conflict` when someone else is adding a key.
 */
export async function addKeyToFile(path: string): Promise<KeyFile> {
  const lock = `${path}.lock`;
  const held = await withKeyFileErrors(path, 'cannot be changed', () => takeLock(lock));
  if (!held)
    throw new AppError(
      'conflict',
      `Another process is adding a key. If none is, it was interrupted: remove ${lock} and try again.`,
    );
  try {
    const before = await readKeyFile(path);
    if (before === null) throw new AppError('key-unreadable', `There is no key file ${path}.`);
    const keys = [newSealingKey(), ...before.keys];
    await withKeyFileErrors(path, 'cannot be changed', () => placeKeyFile(path, keys, 'replace'));
    return { keys, readableByOthers: false };
  } finally {
    await rm(lock, { force: true });
  }
}

async function readWhole(path: string): Promise<{ readonly text: string; readonly mode: number } | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const { mode, size } = await file.stat();
    if (size > MOST_BYTES) throw new AppError('key-unreadable', `The key file ${path} is far too large.`);
    return { text: await file.readFile('utf8'), mode };
  } finally {
    await file.close();
  }
}

/** Writes the keys beside the file and moves them to its name in one step, so that nobody ever reads half of it. */
async function placeKeyFile(
  path: string,
  keys: readonly SealingKey[],
  how: 'replace' | 'unless-there',
): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.draft`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${HEADER}${keys.map(keyEntry).join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (how === 'replace') await rename(draft, path);
    else await linkUnlessThere(draft, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(draft, { force: true });
  }
}

const HEADER = `# Keys that Postern seals secrets with: id:base64, the first is the active one.
# Back this file up apart from the database: without it, what is sealed cannot be opened.
`;

async function linkUnlessThere(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** A key must be on the disk before anything sealed with it is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function takeLock(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function withKeyFileErrors<T>(path: string, failed: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = codeOf(error);
    throw new AppError('key-unreadable', `The key file ${path} ${failed} (${code}).`, { cause: error });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
