import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import type { Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import type { EventStore, StoredEvent } from './event-store.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: z.string().optional(),
});

/** Input of {@link listEvents}. */
export type ListEventsInput = z.input<typeof listSchema>;

/**
 * What senders reported, newest first.
 * @throws AppError `not-allowed`.
 */
export async function listEvents(
  deps: { readonly storage: { readonly events: Pick<EventStore, 'list'> } },
  actor: Actor,
  input: ListEventsInput,
): Promise<Page<StoredEvent>> {
  const { level, limit, cursor } = parseInput(listSchema, input, 'The request for events');
  authorize(actor, 'read', level ?? HOST);
  return deps.storage.events.list(
    level === null ? {} : { level },
    cursor === undefined ? { limit } : { limit, cursor },
  );
}
