import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { idCursor, type Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import type { DigestMember } from './digest-member.ts';
import { findDelivery } from './find-delivery.ts';
import type { OutboxStore } from './outbox-store.ts';

const listSchema = z.strictObject({
  id: z.string().trim().min(1).max(100),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: idCursor.optional(),
});

/** Input of {@link listMembers}. */
export type ListMembersInput = z.input<typeof listSchema>;

/**
 * The events that a mail about many is about, newest first; none of a mail about one.
 * @throws AppError `not-found`.
 */
export async function listMembers(
  deps: { readonly storage: { readonly outbox: Pick<OutboxStore, 'find' | 'members'> } },
  actor: Actor,
  input: ListMembersInput,
): Promise<Page<DigestMember>> {
  const { id, limit, cursor } = parseInput(listSchema, input, 'The request for the events of a delivery');
  const { outbox } = deps.storage;
  const { delivery } = await findDelivery(outbox, { actor, action: 'read', id });
  return outbox.members(delivery.id, cursor === undefined ? { limit } : { limit, cursor });
}
