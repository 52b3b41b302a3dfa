import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import { idCursor, type Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import { EVENT_CAPS } from './event-caps.ts';
import type { EventStore, StoredEvent } from './event-store.ts';
import { withoutPrivateParts } from './without-private-parts.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  /** A type such as `job.faulted`, or how types begin, such as `job.*`. */
  type: z
    .string()
    .trim()
    .min(1)
    .max(EVENT_CAPS.type)
    .regex(/^[^*]+\*?$|^\*$/, { error: 'Give a type such as "job.faulted", or how types begin: "job.*".' })
    .optional(),
  /** Epoch milliseconds, inclusive. */
  since: z.int().optional(),
  /** Epoch milliseconds, exclusive. */
  until: z.int().optional(),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: idCursor.optional(),
});

/** Input of {@link listEvents}. */
export type ListEventsInput = z.input<typeof listSchema>;

/**
 * What senders reported, newest first, without what is for one person's eyes.
 * @throws AppError `input-invalid`; `not-allowed`.
 */
export async function listEvents(
  deps: { readonly storage: { readonly events: Pick<EventStore, 'list'> } },
  actor: Actor,
  input: ListEventsInput,
): Promise<Page<StoredEvent>> {
  const { level, type, since, until, limit, cursor } = parseInput(
    listSchema,
    input,
    'The request for events',
  );
  authorize(actor, 'read', level ?? HOST);
  const page = await deps.storage.events.list(
    {
      ...(level === null ? {} : { level }),
      ...(type === undefined ? {} : { type }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    cursor === undefined ? { limit } : { limit, cursor },
  );
  return {
    ...page,
    items: page.items.map((stored) => ({ ...stored, event: withoutPrivateParts(stored.event) })),
  };
}
