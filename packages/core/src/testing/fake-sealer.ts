import { AppError } from '../kernel/errors.ts';
import type { Sealer } from '../kernel/sealer.ts';
import { Secret } from '../kernel/secret.ts';

/**
 * A sealer that hides nothing but keeps the contract: a box opens with its key and at its place alone.
 * @param keyIds the live keys, the active one first; `key-1` by default.
 */
export function createFakeSealer(keyIds: readonly [string, ...string[]] = ['key-1']): Sealer {
  const [activeKeyId] = keyIds;
  return {
    activeKeyId,
    keyIds,
    seal: (secret, place) => ({
      keyId: activeKeyId,
      box: Buffer.from(JSON.stringify([place, secret.expose()])).toString('base64'),
    }),
    open({ keyId, box }, place) {
      if (!keyIds.includes(keyId)) throw new AppError('key-missing', `The key "${keyId}" is missing.`);
      const [sealedFor, value] = JSON.parse(Buffer.from(box, 'base64').toString()) as [string, string];
      if (sealedFor !== place) throw new AppError('seal-broken', 'The stored secret does not open.');
      return new Secret(value);
    },
  };
}
