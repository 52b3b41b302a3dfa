import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { levelKey } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { DkimStore } from './dkim-store.ts';
import { shownDkimKey, type ShownDkimKey } from './shown-dkim-key.ts';

const listSchema = z.strictObject({ level: levelSchema });

/**
 * The DKIM keys of a level, oldest first.
 * @throws AppError `not-allowed`.
 */
export async function listDkimKeys(
  deps: { readonly storage: { readonly dkim: Pick<DkimStore, 'list'> } },
  actor: Actor,
  input: z.input<typeof listSchema>,
): Promise<readonly ShownDkimKey[]> {
  const { level } = parseInput(listSchema, input, 'The request for DKIM keys');
  authorize(actor, 'read', level);
  const keys = await deps.storage.dkim.list();
  return keys.filter((key) => levelKey(key.level) === levelKey(level)).map(shownDkimKey);
}
