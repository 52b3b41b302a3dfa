import type { EffectiveField } from './effective-settings.ts';
import type { Layer, Revision, SecretKey } from './mail-settings.ts';
import { shownSecret } from './shown-secret.ts';

/** A revision as people may see it: nothing of a secret but that there is one. */
export interface ShownRevision extends Omit<Revision, 'layer'> {
  readonly values: Layer['values'];
  readonly secrets: Partial<Record<SecretKey, NonNullable<EffectiveField['secret']>>>;
}

/** Takes the secrets out of a revision. */
export function shownRevision({ layer, ...rest }: Revision): ShownRevision {
  const secrets = Object.entries(layer.secrets).map(([key, secret]) => [key, shownSecret(secret)]);
  return { ...rest, values: layer.values, secrets: Object.fromEntries(secrets) as ShownRevision['secrets'] };
}
