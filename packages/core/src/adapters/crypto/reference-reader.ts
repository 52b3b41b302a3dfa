import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../kernel/errors.ts';
import type { ReferenceReader } from '../../kernel/sealer.ts';
import { Secret } from '../../kernel/secret.ts';
import { parseReference } from '../../settings/secret-reference.ts';
import { readKeyList } from './key-list.ts';

/** No secret is longer; whatever is was not meant. */
const MOST_BYTES = 65_536;

/**
 * Reads `env:NAME` from the environment given and `file:/absolute/path` from the disk, each time anew, so that a mounted
 * secret can be replaced without a restart. One line break at the end of a file is taken off. Keys of Postern are nobody's
 * secret, wherever they lie.
 */
export function createReferenceReader({
  environment,
}: {
  readonly environment: Readonly<Record<string, string | undefined>>;
}): ReferenceReader {
  return {
    async read(reference, lines = 'one') {
      const parsed = parseReference(reference);
      if (!parsed.ok) throw unreadable(reference, parsed.fault);
      const text =
        parsed.reference.kind === 'env'
          ? variable(environment, parsed.reference.name)
          : await readSecretFile(parsed.reference.path, reference);
      if (text === undefined) throw unreadable(reference, 'The variable is not set.');
      if (text === '') throw unreadable(reference, 'It is empty.');
      if (lines === 'one' && /\p{Cc}/u.test(text))
        throw unreadable(reference, 'It has more than one line, or control characters.');
      // By whatever path or link: whoever may name a file in Slack must not have the keys sent to a server of their own.
      if (readKeyList(text).ok)
        throw unreadable(reference, 'It holds the keys that secrets are sealed with.');
      return new Secret(text);
    },
  };
}

function variable(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

async function readSecretFile(path: string, reference: string): Promise<string> {
  let file: FileHandle;
  try {
    // Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(reference, whyNot(error), error);
  }
  try {
    return await readText(file, reference);
  } finally {
    await file.close();
  }
}

async function readText(file: FileHandle, reference: string): Promise<string> {
  const about = await file.stat();
  if (about.isDirectory()) throw unreadable(reference, 'It is a directory.');
  if (!about.isFile()) throw unreadable(reference, 'It is not a regular file.');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0);
  if (bytesRead > MOST_BYTES) throw unreadable(reference, 'It is larger than 64 KiB.');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead));
    return text.replace(/\r?\n$/, '');
  } catch (error) {
    throw unreadable(reference, 'It is not UTF-8 text.', error);
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  ENOTDIR: 'There is no such file.',
  EACCES: 'This process may not read it.',
  EPERM: 'This process may not read it.',
};

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return WHY[code] ?? 'It cannot be opened.';
}

function unreadable(reference: string, why: string, cause?: unknown): AppError {
  return new AppError('reference-unreadable', `The reference ${reference} cannot be read. ${why}`, { cause });
}
