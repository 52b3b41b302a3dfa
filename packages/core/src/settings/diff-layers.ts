import type { AuditChange } from '../audit/audit-entry.ts';
import { FIELD_KEYS, isSecretKey } from './fields.ts';
import type { FieldKey, Layer, SecretKey } from './mail-settings.ts';

/** What differs between two layers, field by field, for the audit log: values of plain fields, and of secrets only that something happened. */
export function diffLayers(before: Layer, after: Layer): readonly AuditChange[] {
  return FIELD_KEYS.flatMap((key) =>
    isSecretKey(key) ? secretChange(key, before, after) : plainChange(key, before, after),
  );
}

function plainChange(key: Exclude<FieldKey, SecretKey>, before: Layer, after: Layer): readonly AuditChange[] {
  const [was, is] = [before.values[key] ?? null, after.values[key] ?? null];
  return was === is ? [] : [{ field: key, before: was, after: is }];
}

function secretChange(key: SecretKey, before: Layer, after: Layer): readonly AuditChange[] {
  const [was, is] = [before.secrets[key], after.secrets[key]];
  if (secretText(was) === secretText(is)) return [];
  if (was === undefined) return [{ field: key, before: null, after: 'set' }];
  return [{ field: key, before: 'set', after: is === undefined ? 'removed' : 'replaced' }];
}

/** For comparing alone. */
function secretText(secret: Layer['secrets'][SecretKey]): string | null {
  if (secret === undefined) return null;
  return secret.kind === 'sealed' ? `${secret.keyId} ${secret.box}` : secret.reference;
}
