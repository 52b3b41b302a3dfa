import type { Layer } from '../../../settings/mail-settings.ts';

/** Ids of the keys that secrets of the layer are sealed with, sorted, each once. References have none. */
export function keyIdsOfLayer(layer: Layer): readonly string[] {
  const secrets = Object.values(layer.secrets);
  const ids = secrets.flatMap((secret) => (secret.kind === 'sealed' ? [secret.keyId] : []));
  return [...new Set(ids)].toSorted();
}
