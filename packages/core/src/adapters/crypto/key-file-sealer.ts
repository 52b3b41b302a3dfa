import { readFileSync, statSync } from 'node:fs';
import type { Sealer } from '../../kernel/sealer.ts';
import { createAesGcmSealer } from './aes-gcm-sealer.ts';
import { readKeyList } from './key-list.ts';
import type { SealingKey } from './sealing-key.ts';

/**
 * A sealer that follows its key file: after `postern keys rotate` by another process it knows the new key as soon as it
 * meets something sealed with it. A file that is gone or garbled meanwhile changes nothing: the keys there were stay live.
 * @param keys what the file held when the process started.
 */
export function createKeyFileSealer(path: string, keys: readonly SealingKey[]): Sealer {
  let current = createAesGcmSealer(keys);
  let seen = stampOf(path);

  /** The file is looked at for each call, and read only when it is another one. */
  function followed(): Sealer {
    const stamp = stampOf(path);
    if (stamp === null || stamp === seen) return current;
    const list = readKeyList(readOrNothing(path));
    if (!list.ok) return current;
    seen = stamp;
    current = createAesGcmSealer(list.keys);
    return current;
  }

  return {
    get activeKeyId() {
      return followed().activeKeyId;
    },
    get keyIds() {
      return followed().keyIds;
    },
    seal: (secret, place) => followed().seal(secret, place),
    open: (sealed, place) =>
      // A key that is live already needs no look at the disk: this is asked for every send.
      (current.keyIds.includes(sealed.keyId) ? current : followed()).open(sealed, place),
  };
}

/** What changes when the file is replaced; null while there is none, or none that can be looked at. */
function stampOf(path: string): string | null {
  try {
    const { ino, mtimeNs, size } = statSync(path, { bigint: true });
    return `${ino}:${mtimeNs}:${size}`;
  } catch {
    return null;
  }
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
