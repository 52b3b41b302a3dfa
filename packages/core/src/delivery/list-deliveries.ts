import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import { idCursor, type Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import { DELIVERY_STATES, type Delivery } from './delivery.ts';
import type { OutboxStore } from './outbox-store.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  state: z.enum(DELIVERY_STATES).optional(),
  eventId: z.string().optional(),
  address: z.string().trim().max(320).optional(),
  /** Epoch milliseconds, inclusive. */
  since: z.int().optional(),
  /** Epoch milliseconds, exclusive. */
  until: z.int().optional(),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: idCursor.optional(),
});

/** Input of {@link listDeliveries}. */
export type ListDeliveriesInput = z.input<typeof listSchema>;

/**
 * Deliveries, newest first.
 * @throws AppError `not-allowed`.
 */
export async function listDeliveries(
  deps: { readonly storage: { readonly outbox: Pick<OutboxStore, 'list'> } },
  actor: Actor,
  input: ListDeliveriesInput,
): Promise<Page<Delivery>> {
  const { level, state, eventId, address, since, until, limit, cursor } = parseInput(
    listSchema,
    input,
    'The request for deliveries',
  );
  authorize(actor, 'read', level ?? HOST);
  return deps.storage.outbox.list(
    {
      ...(level === null ? {} : { level }),
      ...(state === undefined ? {} : { state }),
      ...(eventId === undefined ? {} : { eventId }),
      ...(address === undefined ? {} : { address }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    cursor === undefined ? { limit } : { limit, cursor },
  );
}
