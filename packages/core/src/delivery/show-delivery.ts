import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { parseInput } from '../kernel/parse.ts';
import { findDelivery } from './find-delivery.ts';
import type { DeliveryDetails, OutboxStore } from './outbox-store.ts';

const showSchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link showDelivery}. */
export type ShowDeliveryInput = z.input<typeof showSchema>;

/**
 * One delivery with its event and its timeline, oldest line first.
 * @throws AppError `not-found`.
 */
export async function showDelivery(
  deps: { readonly storage: { readonly outbox: Pick<OutboxStore, 'find'> } },
  actor: Actor,
  input: ShowDeliveryInput,
): Promise<DeliveryDetails> {
  const { id } = parseInput(showSchema, input, 'The request for a delivery');
  return findDelivery(deps.storage.outbox, { actor, action: 'read', id });
}
