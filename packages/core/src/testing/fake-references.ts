import { AppError } from '../kernel/errors.ts';
import type { ReferenceReader } from '../kernel/sealer.ts';
import { Secret } from '../kernel/secret.ts';

/** Reads references from a record, such as `{ 'env:SMTP_PASSWORD': 'hunter2' }`; what is not in it cannot be read. */
export function createFakeReferences(values: Readonly<Record<string, string>> = {}): ReferenceReader {
  return {
    async read(reference) {
      const value = values[reference];
      if (value !== undefined) return new Secret(value);
      throw new AppError('reference-unreadable', `The reference ${reference} cannot be read.`);
    },
  };
}
