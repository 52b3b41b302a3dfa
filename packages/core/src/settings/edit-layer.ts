import type { Level } from '../kernel/level.ts';
import { changedKeys } from './changed-keys.ts';
import { contradictions } from './contradictions.ts';
import { listOfNames, type EditProblem } from './edit-problem.ts';
import { hasConnection } from './effective-connection.ts';
import { FIELD_KEYS, isConnectionKey, isSecretKey } from './fields.ts';
import type { EditedLayer, LayerEdit } from './layer-edit.ts';
import type { FieldKey, HostPolicy, SecretKey } from './mail-settings.ts';
import { policyProblems } from './policy-problems.ts';
import { bindingInLayer, type SecretBinding } from './secret-place.ts';

/** Whose layer is edited, and what the host imposes. */
export interface EditContext {
  readonly level: Level;
  readonly policy: HostPolicy;
}

/** The layer after the edit, or everything that is wrong with it. */
export type EditOutcome =
  | { readonly ok: true; readonly layer: EditedLayer }
  | { readonly ok: false; readonly problems: readonly EditProblem[] };

/** Applies an edit to a layer as a whole: either all of it makes sense together, or nothing is changed. */
export function editLayer(before: EditedLayer, edit: LayerEdit, context: EditContext): EditOutcome {
  const layer = applyEdit(before, edit);
  const connection = changedKeys(before, layer).some(isConnectionKey);
  const problems = [
    ...(connection ? [...serverMissing(before, layer, context.level), ...contradictions(layer)] : []),
    ...secretsToReenter(before, layer),
    ...policyProblems({ before, after: layer, ...context }),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, layer };
}

/** The layer after the edit, whatever is to be said about it. */
export function applyEdit(before: EditedLayer, { values, secrets, unset }: LayerEdit): EditedLayer {
  const given = Object.entries(secrets).map(([key, secret]) => [
    key,
    secret.kind === 'value' ? { kind: 'unsealed', given: secret } : secret,
  ]);
  return {
    values: without({ ...before.values, ...values }, unset),
    secrets: without({ ...before.secrets, ...(Object.fromEntries(given) as EditedLayer['secrets']) }, unset),
  };
}

function without<T extends object>(entries: T, keys: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !keys.includes(key))) as Partial<T>;
}

/** The connection is inherited whole or not at all; a secret without a server has nothing to be bound to. */
function serverMissing(before: EditedLayer, after: EditedLayer, level: Level): readonly EditProblem[] {
  if (after.values.smtpHost !== undefined) return [];
  const rest = FIELD_KEYS.filter(isConnectionKey).filter(
    (key) => key in after.values || key in after.secrets,
  );
  const secret = rest.find(isSecretKey);
  if (level.kind === 'host' && secret !== undefined) {
    const message = `${listOfNames([secret])} is bound to the server that it is for. Set smtp-host in the same change.`;
    return [{ code: 'secret-without-server', field: 'smtpHost', message }];
  }
  if (level.kind === 'host' || rest.length === 0) return [];
  const message = hasConnection(before)
    ? `Without smtp-host the rest of the connection has no server. To go back to the host’s connection, unset ${listOfNames(rest)} as well.`
    : `The organization inherits the host’s connection as a whole. For a connection of its own, set smtp-host and whatever else that server needs in the same change; to stay with the host’s, leave out ${listOfNames(rest)}.`;
  return [{ code: 'server-missing', field: 'smtpHost', message }];
}

/** A kept secret, sealed or a reference, stays only where it was entered for. */
function secretsToReenter(before: EditedLayer, after: EditedLayer): readonly EditProblem[] {
  const kept = FIELD_KEYS.filter(isSecretKey).filter(
    (key) => before.secrets[key] !== undefined && before.secrets[key] === after.secrets[key],
  );
  return kept.flatMap((key) => {
    const changed = bindingChanges(key, before.values, after.values);
    if (changed.length === 0) return [];
    const message = `${listOfNames([key])} was entered for another connection: ${listOfNames(changed)} ${changed.length === 1 ? 'is' : 'are'} different now. Give it again in the same change. In a chat, where no secret can be typed: unset ${listOfNames([key])}, make this change, then give it by secret ${listOfNames([key])}.`;
    return [{ code: 'secret-of-another-connection' as const, field: key, message }];
  });
}

/** The fields, as people know them, through which what a secret is bound to has changed. Empty while one side names no server. */
function bindingChanges(
  key: SecretKey,
  before: EditedLayer['values'],
  after: EditedLayer['values'],
): readonly FieldKey[] {
  const [was, is] = [bindingInLayer(key, before), bindingInLayer(key, after)];
  if (was === null || is === null) return [];
  const changed = (Object.keys(was) as (keyof SecretBinding)[]).filter((field) => was[field] !== is[field]);
  return (
    changed
      // The default port follows the secure switch, the token URL follows the tenant: name what the person changed.
      .filter((field) => field !== 'smtpPort' || before.smtpPort !== after.smtpPort)
      .map((field) =>
        field === 'oauthTokenUrl' && before.oauthTenant !== after.oauthTenant ? 'oauthTenant' : field,
      )
  );
}
