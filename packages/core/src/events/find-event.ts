import { mayDo, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EventStore, StoredEvent } from './event-store.ts';

/**
 * The event with that id.
 * @throws AppError `not-found`; also for one of a level that is not the actor's: ids of others are not to be guessed.
 */
export async function findEvent(
  events: Pick<EventStore, 'find'>,
  actor: Actor,
  id: string,
): Promise<StoredEvent> {
  const stored = await events.find(id);
  if (stored !== null && mayDo(actor, 'read', stored.level)) return stored;
  throw new AppError('not-found', `There is no event "${id.slice(0, 60)}" here.`);
}
