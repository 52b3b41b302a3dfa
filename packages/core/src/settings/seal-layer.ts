import type { Level } from '../kernel/level.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { EditedLayer } from './layer-edit.ts';
import type { Layer, SecretKey, StoredSecret } from './mail-settings.ts';
import { placeInLayer } from './secret-place.ts';

/** Seals what was just given, each secret for the place that the layer's values make; the rest stays as it is. */
export function sealLayer({ values, secrets }: EditedLayer, level: Level, sealer: Sealer): Layer {
  const stored = (Object.entries(secrets) as [SecretKey, EditedLayer['secrets'][SecretKey] & {}][]).map(
    ([key, secret]): [SecretKey, StoredSecret] => {
      if (secret.kind !== 'unsealed') return [key, secret];
      const place = placeInLayer(key, level, values);
      // editLayer refuses secrets without a server.
      if (place === null) throw new Error(`${key} has no server to be sealed for.`);
      return [key, { kind: 'sealed', ...sealer.seal(secret.given.secret, place) }];
    },
  );
  return { values, secrets: Object.fromEntries(stored) };
}
