import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { requireLevel } from '../organizations/require-level.ts';
import { listChanges } from './list-changes.ts';
import type { ListDeps } from './list-deps.ts';
import { listNameSchema, membersSchema } from './list-schema.ts';
import type { RecipientList } from './recipient-list.ts';

const newListSchema = z.strictObject({
  level: levelSchema,
  name: listNameSchema,
  members: membersSchema,
});

/** Input of {@link addRecipientList}. */
export type NewRecipientList = z.input<typeof newListSchema>;

/**
 * Adds a list; rules of its level may name it from now on.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found` for the organization; `conflict` when the name is taken.
 */
export async function addRecipientList(
  deps: ListDeps,
  actor: Actor,
  input: NewRecipientList,
): Promise<RecipientList> {
  const parsed = parseInput(newListSchema, input, 'The list');
  const { level, name } = parsed;
  authorize(actor, 'change', level);
  await requireLevel(deps.storage.organizations, level);
  const list: RecipientList = { id: deps.newId(), ...parsed, createdAt: deps.clock.now() };
  const changes = listChanges(null, list);
  const audit = newAuditEntry({ actor, action: 'list.added', level, subject: list.id, changes }, deps);
  const outcome = await deps.storage.lists.add(list, audit);
  switch (outcome) {
    case 'added':
      return list;
    case 'name-taken':
      throw new AppError(
        'conflict',
        `There is a list "${name}" already. Add members to it, or choose another name.`,
      );
    default:
      return outcome satisfies never;
  }
}
