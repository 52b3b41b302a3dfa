import { mayDo, type Action, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { DeliveryDetails, OutboxStore } from './outbox-store.ts';

/**
 * A delivery that the actor may see.
 * @throws AppError `not-found`, the same for one of a level that is not the actor's: ids of others are not to be guessed.
 */
export async function findDelivery(
  outbox: Pick<OutboxStore, 'find'>,
  { actor, action, id }: { readonly actor: Actor; readonly action: Action; readonly id: string },
): Promise<DeliveryDetails> {
  const details = await outbox.find(id);
  if (details !== null && mayDo(actor, action, details.delivery.level)) return details;
  throw new AppError('not-found', `There is no delivery "${id}" here. List the deliveries for their ids.`);
}
