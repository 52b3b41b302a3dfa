import { readFile } from 'node:fs/promises';
import { AppError } from '@postern/core';

/**
 * The text of a file that a person named.
 * @throws AppError `not-found`, without anything of what is in it.
 */
export async function readTextFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new AppError('not-found', `The file ${file} cannot be read (${code}).`, { cause: error });
  }
}
