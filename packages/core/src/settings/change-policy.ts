import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import type { AuditChange } from '../audit/audit-entry.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError, type InputIssue } from '../kernel/errors.ts';
import { HOST } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import { addressRangeOf } from './address-range.ts';
import { FIELD_KEYS, fieldOf, findField, isConnectionKey } from './fields.ts';
import { mailDomainSchema } from './fields/mail-domain-schema.ts';
import { serverPatternSchema } from './fields/server-pattern-schema.ts';
import { switchSchema } from './fields/switch-schema.ts';
import { wholeNumberSchema } from './fields/whole-number-schema.ts';
import type { FieldKey, HostPolicy } from './mail-settings.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { settingsRefusal } from './settings-refusal.ts';
import { unknownField } from './unknown-field.ts';

/** Accepts an address or a block of addresses. */
const networkSchema = serverPatternSchema.refine((text) => addressRangeOf(text) !== null, {
  error: 'Give addresses or blocks of them, such as 10.1.2.0/24.',
});

const policySchema = z.strictObject({
  /** Fields that organizations may not set any more, by any spelling of their names. */
  lock: z.array(z.string()).default([]),
  /** Fields that they may set again. The connection is one lock: unlocking one of its fields unlocks it. */
  unlock: z.array(z.string()).default([]),
  requireSecureConnection: switchSchema.optional(),
  /** The whole new list; empty: any. The same holds for those below. */
  allowedFromDomains: z.array(mailDomainSchema).max(200).optional(),
  allowedPorts: z
    .array(wholeNumberSchema({ min: 1, max: 65_535, example: 587 }))
    .max(200)
    .optional(),
  allowedServers: z.array(serverPatternSchema).max(200).optional(),
  privateNetworks: z.array(networkSchema).max(200).optional(),
  fallback: switchSchema.optional(),
});

/** Input of {@link changePolicy}. */
export type ChangePolicyInput = z.input<typeof policySchema>;

/** What a change of the policy came to. */
export interface PolicyChange {
  readonly outcome: 'unchanged' | 'saved';
  /** The policy as it is now. */
  readonly policy: HostPolicy;
}

/**
 * Changes what the host imposes on organizations. What they had set stays stored and is passed over while it is locked.
 * @throws AppError `not-allowed`; `input-invalid`; `conflict`.
 */
export async function changePolicy(
  deps: SettingsDeps,
  actor: Actor,
  input: ChangePolicyInput,
): Promise<PolicyChange> {
  const change = parseInput(policySchema, input, 'The change of the policy');
  authorize(actor, 'administer-system', HOST);
  const store = deps.storage.settings;
  const before = await store.policy();
  const after: HostPolicy = {
    locks: changedLocks(before.locks, change),
    requireSecureConnection: change.requireSecureConnection ?? before.requireSecureConnection,
    allowedFromDomains: unique(change.allowedFromDomains ?? before.allowedFromDomains),
    allowedPorts: unique(change.allowedPorts ?? before.allowedPorts),
    allowedServers: unique(change.allowedServers ?? before.allowedServers),
    privateNetworks: unique(change.privateNetworks ?? before.privateNetworks),
    fallback: change.fallback ?? before.fallback,
  };
  const changes = policyChanges(before, after);
  if (changes.length === 0) return { outcome: 'unchanged', policy: before };
  const entry = newAuditEntry({ actor, action: 'policy.changed', level: HOST, subject: null, changes }, deps);
  const saved = await store.savePolicy(before, after, { audit: [entry], now: deps.clock.now() });
  if (saved === 'saved') return { outcome: 'saved', policy: after };
  throw new AppError(
    'conflict',
    'Someone else changed the policy meanwhile. Nothing was changed. Look at it, then make your change again.',
  );
}

function changedLocks(
  before: readonly FieldKey[],
  { lock, unlock }: { readonly lock: readonly string[]; readonly unlock: readonly string[] },
): readonly FieldKey[] {
  const issues: InputIssue[] = [];
  const keysOf = (words: readonly string[]): readonly FieldKey[] =>
    words.flatMap((word) => {
      const field = findField(word);
      if (field === null) issues.push(unknownField(word));
      return field?.key ?? [];
    });
  const locked = keysOf(lock);
  const unlocked = keysOf(unlock);
  const both = locked.filter((key) => opens(unlocked, key));
  issues.push(
    ...both.map((key) => ({
      path: fieldOf(key).name,
      message: 'It is both locked and unlocked. Choose one.',
    })),
  );
  if (issues.length > 0) throw settingsRefusal(issues, []);
  const wanted = [...before.filter((key) => !opens(unlocked, key)), ...locked];
  return FIELD_KEYS.filter((key) => wanted.includes(key));
}

function opens(unlocked: readonly FieldKey[], key: FieldKey): boolean {
  return unlocked.includes(key) || (isConnectionKey(key) && unlocked.some(isConnectionKey));
}

function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)];
}

function policyChanges(before: HostPolicy, after: HostPolicy): readonly AuditChange[] {
  const shown = (value: HostPolicy[keyof HostPolicy]): string | boolean =>
    typeof value === 'boolean' ? value : value.join(', ');
  return (Object.keys(after) as (keyof HostPolicy)[])
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }))
    .filter((change) => change.before !== change.after);
}
