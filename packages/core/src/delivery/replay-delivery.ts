import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { parseInput } from '../kernel/parse.ts';
import type { DeliveryState } from './delivery.ts';
import { expiryOf } from './expiry.ts';
import { findDelivery } from './find-delivery.ts';
import type { OutboxStore } from './outbox-store.ts';

const replaySchema = z.strictObject({ id: z.string().trim().min(1).max(100) });

/** Input of {@link replayDelivery}. */
export type ReplayDeliveryInput = z.input<typeof replaySchema>;

/** What a replay came to. */
export interface ReplayedDelivery {
  readonly id: string;
  /** The state that it was in. */
  readonly before: DeliveryState;
  /** Epoch milliseconds; its new expiry. */
  readonly expiresAt: number;
}

/**
 * Makes a delivery due now that was given up, has expired, or waits; its schedule and its expiry start anew. The
 * recipient may have it twice when an earlier outcome was unknown.
 * @throws AppError `not-found`; `refused` when it was delivered, is being sent, or its link is dead by now.
 */
export async function replayDelivery(
  deps: {
    readonly storage: { readonly outbox: Pick<OutboxStore, 'find' | 'replay'> };
    readonly clock: Clock;
    readonly newId: NewId;
  },
  actor: Actor,
  input: ReplayDeliveryInput,
): Promise<ReplayedDelivery> {
  const { id } = parseInput(replaySchema, input, 'The replay');
  const { outbox } = deps.storage;
  const { delivery, event } = await findDelivery(outbox, { actor, action: 'change', id });
  const now = deps.clock.now();
  const expiresAt = expiryOf(event, now);
  if (expiresAt <= now) {
    throw new AppError(
      'refused',
      'The link in this mail is dead by now, so the mail would be of no use. Have a new one asked for.',
    );
  }
  const audit = newAuditEntry(
    {
      actor,
      action: 'delivery.replayed',
      level: delivery.level,
      subject: id,
      changes: [{ field: 'state', before: delivery.state, after: 'queued' }],
    },
    deps,
  );
  const outcome = await outbox.replay({ id, now, expiresAt, audit });
  switch (outcome) {
    case 'replayed':
      return { id, before: delivery.state, expiresAt };
    case 'not-found':
    case 'not-replayable':
      throw new AppError(
        'refused',
        delivery.state === 'delivered'
          ? 'This delivery has arrived: the server accepted it.'
          : 'This delivery is being sent just now. Look at it again in a minute.',
      );
    default:
      return outcome satisfies never;
  }
}
