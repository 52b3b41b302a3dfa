import type { EffectiveField } from './effective-settings.ts';
import type { StoredSecret } from './mail-settings.ts';

/** What people may know of a secret: that there is one, and where a reference points. */
export function shownSecret(secret: StoredSecret | undefined): NonNullable<EffectiveField['secret']> {
  if (secret === undefined) return 'not-set';
  return secret.kind === 'sealed' ? 'sealed' : { reference: secret.reference };
}
