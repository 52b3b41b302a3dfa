import { AppError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Secret } from '../../kernel/secret.ts';
import { makeKeyFile, readKeyFile } from './key-file.ts';
import { keysFromEnvironment } from './keys-from-environment.ts';
import type { SealingKey } from './sealing-key.ts';

/** Where the keys of a process come from. */
export type KeySource =
  /** A file, made on first use. */
  | { readonly kind: 'file'; readonly path: string }
  /** Given as text: `id:base64,id:base64`, the first seals. */
  | { readonly kind: 'given'; readonly keys: Secret };

/**
 * The keys of this process, the active one first. A missing key file is made only while nothing is sealed: with a new key,
 * what is sealed with the old one would be lost, and nobody would know until the mail stopped.
 * @throws AppError `key-missing` naming the path and the key ids, `key-unreadable`, `configuration-invalid`.
 */
export async function openKeys(
  source: KeySource,
  deps: {
    readonly storage: { sealingKeyIds(): Promise<readonly string[]> };
    readonly logger: Logger;
  },
): Promise<readonly SealingKey[]> {
  if (source.kind === 'given') return keysFromEnvironment(source.keys);
  const { path } = source;
  const file = (await readKeyFile(path)) ?? (await makeUnlessSealed(path, deps.storage));
  if (file.readableByOthers) {
    deps.logger.warn(
      { path },
      'The key file can be read by other users of this machine; mode 0600 keeps it private',
    );
  }
  return file.keys;
}

async function makeUnlessSealed(path: string, storage: { sealingKeyIds(): Promise<readonly string[]> }) {
  const sealedWith = await storage.sealingKeyIds();
  if (sealedWith.length === 0) return makeKeyFile(path);
  const keys = sealedWith.length === 1 ? 'the key' : 'the keys';
  throw new AppError(
    'key-missing',
    `The key file ${path} is not there, but the database holds secrets sealed with ${keys} ${sealedWith.join(', ')}. Put the file back, from a backup if need be. No new key was made.`,
  );
}
