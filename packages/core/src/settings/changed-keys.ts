import { FIELD_KEYS, isSecretKey } from './fields.ts';
import type { EditedLayer } from './layer-edit.ts';
import type { FieldKey, SecretKey } from './mail-settings.ts';

/** The fields in which two layers differ. A secret that was just given always counts as different. */
export function changedKeys(before: EditedLayer, after: EditedLayer): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) =>
    isSecretKey(key)
      ? !sameSecret(before.secrets[key], after.secrets[key])
      : before.values[key] !== after.values[key],
  );
}

type Held = EditedLayer['secrets'][SecretKey];

function sameSecret(before: Held, after: Held): boolean {
  if (before === after) return true;
  if (before?.kind === 'sealed' && after?.kind === 'sealed')
    return before.keyId === after.keyId && before.box === after.box;
  return before?.kind === 'reference' && after?.kind === 'reference' && before.reference === after.reference;
}
