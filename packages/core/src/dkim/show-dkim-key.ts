import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { dkimDomainSchema } from './dkim-domain-schema.ts';
import type { DkimStore } from './dkim-store.ts';
import { findDkimKey } from './find-dkim-key.ts';
import { shownDkimKey, type ShownDkimKey } from './shown-dkim-key.ts';

const showSchema = z.strictObject({ level: levelSchema, domain: dkimDomainSchema });

/** Input of {@link showDkimKey}. */
export type ShowDkimKeyInput = z.input<typeof showSchema>;

/**
 * The key of a level for a domain, with the record to publish.
 * @throws AppError `not-allowed`; `input-invalid`; `not-found`.
 */
export async function showDkimKey(
  deps: { readonly storage: { readonly dkim: Pick<DkimStore, 'list'> } },
  actor: Actor,
  input: ShowDkimKeyInput,
): Promise<ShownDkimKey> {
  const asked = parseInput(showSchema, input, 'The request for a DKIM key');
  authorize(actor, 'read', asked.level);
  return shownDkimKey(await findDkimKey(deps.storage.dkim, asked));
}
