import { access, constants, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '@postern/core';
import type { ExplainedMail } from './judge-demo.ts';

/** Where a mail was saved: names within the folder. */
export interface SavedMail {
  /** The whole mail, as mail programs open it. */
  readonly eml: string;
  /** Its HTML alone, as browsers open it. */
  readonly html: string;
}

/**
 * Makes the folder for the mails and gives its full path. Asked first, so that nobody watches a demo whose end is an error.
 * @throws AppError `input-invalid` when it cannot be one.
 */
export async function openMailFolder(out: string): Promise<string> {
  const folder = resolve(out);
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError(
      'input-invalid',
      `Mails cannot be saved in ${folder} (${why}): give another folder with --out.`,
      {
        cause: error,
      },
    );
  }
}

/** Saves every mail twice, over what an earlier demo left there, and gives the names in the same order. */
export async function saveMails(
  mails: readonly ExplainedMail[],
  folder: string,
): Promise<readonly SavedMail[]> {
  return Promise.all(
    mails.map(async ({ mail, posted }) => {
      const name = `${String(mail.number)}-${posted.sample.title.replaceAll(/\W+/g, '-')}`;
      const saved = { eml: `${name}.eml`, html: `${name}.html` };
      await writeFile(join(folder, saved.eml), mail.raw);
      await writeFile(join(folder, saved.html), mail.html);
      return saved;
    }),
  );
}
