import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { AppError } from '../kernel/errors.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { listNameSchema } from './list-schema.ts';
import type { ListStore } from './list-store.ts';
import type { RecipientList } from './recipient-list.ts';

const findSchema = z.strictObject({ level: levelSchema, name: listNameSchema });

/** Input of {@link findRecipientList}. */
export type FindRecipientList = z.input<typeof findSchema>;

/**
 * The list of that name.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found`.
 */
export async function findRecipientList(
  deps: { readonly storage: { readonly lists: Pick<ListStore, 'find'> } },
  actor: Actor,
  input: FindRecipientList,
): Promise<RecipientList> {
  const { level, name } = parseInput(findSchema, input, 'The list');
  authorize(actor, 'read', level);
  const list = await deps.storage.lists.find(level, name);
  if (list === null) throw new AppError('not-found', `There is no list "${name}".`);
  return list;
}
