import type { ClaimedDelivery } from '../../../../delivery/delivery.ts';
import type { OutboxStore } from '../../../../delivery/outbox-store.ts';

/** {@link OutboxStore} whose claims are JSON, which goes to another thread at half of what a copy costs. */
export type OutboxAsData = Omit<OutboxStore, 'claimDue'> & {
  claimDue(request: Parameters<OutboxStore['claimDue']>[0]): Promise<string>;
};

/** Reads what {@link claimsFromAbroad} wrote. */
export function claimsAbroad(there: OutboxAsData): OutboxStore {
  return {
    ...there,
    claimDue: async (request) => JSON.parse(await there.claimDue(request)) as readonly ClaimedDelivery[],
  };
}

/** The other side of {@link claimsAbroad}. */
export function claimsFromAbroad(outbox: OutboxStore): OutboxAsData {
  return { ...outbox, claimDue: async (request) => JSON.stringify(await outbox.claimDue(request)) };
}
