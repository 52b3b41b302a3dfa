import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import type { GatheringMails, OutboxStore } from './outbox-store.ts';

const viewSchema = z.strictObject({ level: levelSchema });

/**
 * What gathers at a level, for digests, storms and the next opening hour.
 * @throws AppError `not-allowed`.
 */
export async function viewGathering(
  deps: { readonly storage: { readonly outbox: Pick<OutboxStore, 'gathering'> } },
  actor: Actor,
  input: z.input<typeof viewSchema>,
): Promise<GatheringMails> {
  const { level } = parseInput(viewSchema, input, 'The request for what gathers');
  authorize(actor, 'read', level);
  return deps.storage.outbox.gathering(level);
}
