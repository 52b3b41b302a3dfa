import type { ClaimedDelivery, DeliveryAttempt, Settlement } from '../../../src/delivery/delivery.ts';
import { FAKE_START } from '../../../src/testing/fake-clock.ts';

/** A claimed delivery that the server accepted, changed by what the test cares about. */
export function buildSettlement(claimed: ClaimedDelivery, overrides: Partial<Settlement> = {}): Settlement {
  const settlement = {
    deliveryId: claimed.delivery.id,
    leaseToken: claimed.leaseToken,
    state: 'delivered',
    reason: null,
    attempts: claimed.delivery.attempts + 1,
    maybeDuplicate: claimed.delivery.maybeDuplicate,
    dueAt: null,
    endedAt: FAKE_START,
    ...overrides,
  } as const;
  const attempt: DeliveryAttempt = {
    deliveryId: settlement.deliveryId,
    at: FAKE_START,
    state: settlement.state,
    reason: settlement.reason,
    stage: 'reply',
    replyCode: 250,
    enhancedCode: '2.0.0',
    text: 'Ok: queued as 7F3A',
    server: '127.0.0.1:2525',
    queueId: '7F3A',
    took: 12,
  };
  return { attempt, ...settlement };
}
