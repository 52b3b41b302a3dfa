import { readFile } from 'node:fs/promises';
import { AppError } from '@postern/core';

/**
 * The text of a file that a person named.
 * @param called what the file is called in an error.
 * @throws AppError `not-found`, without anything of what is in it.
 */
export async function readTextFile(file: string, called = file): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new AppError('not-found', `The file ${called} cannot be read (${code}).`, { cause: error });
  }
}
