import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { findRecipientList, type FindRecipientList } from './find-recipient-list.ts';
import { listChanges } from './list-changes.ts';
import type { ListDeps } from './list-deps.ts';
import type { RecipientList } from './recipient-list.ts';

/** Rules that a refusal names. */
const MOST_NAMED = 5;

/**
 * Removes a list that no rule names; the audit log keeps who was on it.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `refused` while rules name it.
 */
export async function removeRecipientList(
  deps: ListDeps,
  actor: Actor,
  input: FindRecipientList,
): Promise<RecipientList> {
  const list = await findRecipientList(deps, actor, input);
  const { id, level, name } = list;
  authorize(actor, 'change', level);
  const changes = listChanges(list, null);
  const audit = newAuditEntry({ actor, action: 'list.removed', level, subject: id, changes }, deps);
  const outcome = await deps.storage.lists.remove(id, audit);
  switch (outcome.kind) {
    case 'removed':
      return list;
    case 'not-found':
      throw new AppError('not-found', `The list "${name}" was removed meanwhile.`);
    case 'in-use':
      throw new AppError(
        'refused',
        `The list "${name}" is used by these rules: ${named(outcome.rules)}. Take it out of them first.`,
      );
    default:
      return outcome satisfies never;
  }
}

function named(rules: readonly string[]): string {
  const hidden = rules.length - MOST_NAMED;
  const quoted = rules.slice(0, MOST_NAMED).map((rule) => `"${rule}"`);
  return [...quoted, ...(hidden > 0 ? [`+${String(hidden)}`] : [])].join(', ');
}
