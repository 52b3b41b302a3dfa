import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { Sealed, Sealer } from '../kernel/sealer.ts';
import type { Layer, SecretKey, StoredSecret } from './mail-settings.ts';
import { placeInLayer } from './secret-place.ts';

/** What {@link resealLayer} needs besides the layer. */
export interface Resealing {
  readonly level: Level;
  readonly sealer: Sealer;
  /**
   * What was resealed before, by the old box: revisions share secrets, and after a rotation those that were the same must
   * still be seen to be the same. Written to.
   */
  readonly resealed: Map<string, Sealed>;
}

/**
 * The same layer with every sealed secret under the active key; references and plain values as they are.
 * @throws AppError `key-missing`, `seal-broken`.
 */
export function resealLayer(layer: Layer, resealing: Resealing): Layer {
  const secrets = (Object.entries(layer.secrets) as [SecretKey, StoredSecret][]).map(([key, stored]) => [
    key,
    stored.kind === 'sealed' && stored.keyId !== resealing.sealer.activeKeyId
      ? { kind: 'sealed', ...reseal(stored, placeInLayer(key, resealing.level, layer.values), resealing) }
      : stored,
  ]);
  return { values: layer.values, secrets: Object.fromEntries(secrets) as Layer['secrets'] };
}

function reseal({ keyId, box }: Sealed, place: string | null, { sealer, resealed }: Resealing): Sealed {
  // Nothing is ever sealed without a server, so such a secret was moved here by other hands.
  if (place === null) throw new AppError('seal-broken', 'A stored secret has no server that it is for.');
  const known = resealed.get(`${keyId} ${box}`);
  if (known !== undefined) return known;
  const fresh = sealer.seal(sealer.open({ keyId, box }, place), place);
  resealed.set(`${keyId} ${box}`, fresh);
  return fresh;
}
