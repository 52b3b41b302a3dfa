import { fieldOf, isSecretKey, Secret, type FieldKey } from '@postern/core';
import { readTextFile } from './read-text-file.ts';

/**
 * Reads what was written as `field=@path`: certificates as text, secrets as secrets, once and now. A file that is to be
 * read anew each time is a reference, `field=file:/path`.
 * @throws AppError `not-found`; it names no file for a secret, since a password may begin with the same sign.
 */
export async function readFieldFiles(
  files: Readonly<Partial<Record<FieldKey, string>>>,
): Promise<Readonly<Record<string, string | Secret>>> {
  const read = await Promise.all(
    (Object.entries(files) as [FieldKey, string][]).map(async ([key, path]) => {
      const text = await readTextFile(path, isSecretKey(key) ? `that ${fieldOf(key).name} names` : path);
      // Editors end every file with a line break; no secret has one.
      return [key, isSecretKey(key) ? new Secret(text.replace(/\r?\n$/, '')) : text] as const;
    }),
  );
  return Object.fromEntries(read);
}
