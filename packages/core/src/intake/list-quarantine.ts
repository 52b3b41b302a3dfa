import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import { idCursor, type Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import type { QuarantinedReport, QuarantineStore } from './quarantine-store.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  state: z.enum(['held', 'replayed', 'dismissed']).optional(),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: idCursor.optional(),
});

/** Input of {@link listQuarantine}. */
export type ListQuarantineInput = z.input<typeof listSchema>;

/**
 * Reports that were put into quarantine, newest first; without their bodies.
 * @throws AppError `not-allowed`.
 */
export async function listQuarantine(
  deps: { readonly storage: { readonly quarantine: Pick<QuarantineStore, 'list'> } },
  actor: Actor,
  input: ListQuarantineInput,
): Promise<Page<QuarantinedReport>> {
  const { level, state, limit, cursor } = parseInput(listSchema, input, 'The request for the quarantine');
  authorize(actor, 'read', level ?? HOST);
  return deps.storage.quarantine.list(
    { ...(level === null ? {} : { level }), ...(state === undefined ? {} : { state }) },
    cursor === undefined ? { limit } : { limit, cursor },
  );
}
