import type { AuditChange } from '../audit/audit-entry.ts';
import { changedKeys } from './changed-keys.ts';
import { isSecretKey } from './fields.ts';
import type { FieldKey, Layer, SecretKey } from './mail-settings.ts';

/** What differs between two layers, for the audit log: before and after of plain fields, and of secrets only that they were set, replaced or removed. */
export function diffLayers(before: Layer, after: Layer): readonly AuditChange[] {
  return changedKeys(before, after).map((key) =>
    isSecretKey(key) ? secretChange(key, before, after) : plainChange(key, before, after),
  );
}

function plainChange(key: Exclude<FieldKey, SecretKey>, before: Layer, after: Layer): AuditChange {
  return { field: key, before: before.values[key] ?? null, after: after.values[key] ?? null };
}

function secretChange(key: SecretKey, before: Layer, after: Layer): AuditChange {
  if (before.secrets[key] === undefined) return { field: key, before: null, after: 'set' };
  return { field: key, before: 'set', after: after.secrets[key] === undefined ? 'removed' : 'replaced' };
}
