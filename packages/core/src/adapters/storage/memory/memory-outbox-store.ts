import type { ClaimedDelivery, Delivery, Settlement } from '../../../delivery/delivery.ts';
import { MOST_ANSWERS } from '../../../delivery/thread.ts';
import type { Backlog, OutboxStore } from '../../../delivery/outbox-store.ts';
import { AppError } from '../../../kernel/errors.ts';
import { levelKey } from '../../../kernel/level.ts';
import { wholeSettlements } from '../records/whole-settlements.ts';
import { claimInTurns } from './claim-in-turns.ts';
import { gatheredOf } from './gathered-of.ts';
import { listPage } from './list-page.ts';
import { writeAudit, type KeptDelivery, type KeptEvent, type MemoryState } from './memory-state.ts';

type LeasedDelivery = KeptDelivery & { readonly lease: NonNullable<KeptDelivery['lease']> };

/** The outbox in memory. */
export function memoryOutboxStore(state: MemoryState): OutboxStore {
  const { deliveries } = state;
  let lastServed: string | null = null;

  const eventOf = ({ delivery }: KeptDelivery): KeptEvent => {
    const event = state.events.get(delivery.eventId);
    if (event !== undefined) return event;
    throw new AppError('storage-corrupt', 'A delivery has lost its event.', { detail: delivery.id });
  };

  const heldWith = (id: string, leaseToken: string): LeasedDelivery | null => {
    const kept = deliveries.get(id);
    return kept?.lease?.token === leaseToken ? { ...kept, lease: kept.lease } : null;
  };

  const isAbout = (delivery: Delivery, eventId: string): boolean =>
    delivery.eventId === eventId ||
    (state.members.get(delivery.id) ?? []).some((member) => member.eventId === eventId);

  const waiting = (): readonly number[] =>
    [...deliveries.values()].flatMap(({ delivery }) => (delivery.dueAt === null ? [] : [delivery.dueAt]));

  return {
    async claimDue(request) {
      const turns = claimInTurns([...deliveries.values()], lastServed, request);
      const last = turns.at(-1);
      if (last !== undefined) lastServed = levelKey(last.delivery.level);
      return turns.map((kept): ClaimedDelivery => {
        const claimed = claim(kept, request);
        deliveries.set(claimed.delivery.id, claimed);
        // What is in a worker's hands takes no more events.
        for (const [key, id] of state.gathering) if (id === claimed.delivery.id) state.gathering.delete(key);
        const { event, receivedAt } = eventOf(kept);
        return { delivery: claimed.delivery, event, receivedAt, leaseToken: request.leaseToken };
      });
    },

    async renewLeases(leaseTokens, leaseUntil) {
      for (const [id, kept] of deliveries) {
        if (kept.lease === null || !leaseTokens.includes(kept.lease.token)) continue;
        const dueAt = Math.max(kept.delivery.dueAt ?? 0, leaseUntil);
        deliveries.set(id, { ...kept, delivery: { ...kept.delivery, dueAt } });
      }
    },

    async release(claimed) {
      for (const { delivery, leaseToken } of claimed) {
        const kept = heldWith(delivery.id, leaseToken);
        if (kept === null) continue;
        deliveries.set(delivery.id, {
          ...kept,
          delivery: { ...kept.delivery, ...kept.lease.before },
          lease: null,
        });
      }
    },

    async settle(settlements) {
      const settled = new Set<string>();
      for (const settlement of wholeSettlements(settlements)) {
        const kept = heldWith(settlement.deliveryId, settlement.leaseToken);
        if (kept === null) continue;
        deliveries.set(settlement.deliveryId, settle(kept, settlement));
        settled.add(settlement.deliveryId);
      }
      return settled;
    },

    async nextDueAt() {
      const times = waiting();
      return times.length === 0 ? null : Math.min(...times);
    },

    async list({ level, state: wanted, eventId, address, since, until }, page) {
      const found = [...deliveries.values()]
        .map(({ delivery }) => delivery)
        .filter(
          (delivery) =>
            (level === undefined || levelKey(delivery.level) === levelKey(level)) &&
            (wanted === undefined || delivery.state === wanted) &&
            (eventId === undefined || isAbout(delivery, eventId)) &&
            (address === undefined || delivery.address === address) &&
            (since === undefined || delivery.createdAt >= since) &&
            (until === undefined || delivery.createdAt < until),
        );
      return listPage(found, (delivery) => delivery.id, page);
    },

    async find(id) {
      const kept = deliveries.get(id);
      if (kept === undefined) return null;
      const { event, receivedAt } = eventOf(kept);
      const { delivery, timeline } = kept;
      return { delivery, event, receivedAt, gathered: gatheredOf(state, delivery), timeline };
    },

    async gathered(id) {
      const delivery = deliveries.get(id)?.delivery;
      return delivery === undefined ? null : gatheredOf(state, delivery);
    },

    async members(id, page) {
      return listPage(state.members.get(id) ?? [], ({ eventId }) => eventId, page);
    },

    async lookAhead(asked) {
      return asked.map(({ key, ruleId, address }) => ({
        dueAt: deliveries.get(state.gathering.get(key) ?? '')?.delivery.dueAt ?? null,
        count: state.stormCounts.get(`${ruleId} ${address}`) ?? null,
      }));
    },

    async thread({ id, thread }) {
      const mails = [...deliveries.values()]
        .map(({ delivery }) => delivery)
        .filter((one) => thread !== null && (one.id === thread || (one.thread === thread && one.id < id)))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1));
      return [
        ...mails.filter((one) => one.id === thread),
        ...mails.filter((one) => one.id !== thread).slice(-MOST_ANSWERS),
      ].map((one) => ({
        deliveryId: one.id,
        messageId: one.messageId,
        state: one.state,
        dueAt: one.dueAt,
      }));
    },

    async replay({ id, now, expiresAt, audit }) {
      const kept = deliveries.get(id);
      if (kept === undefined) return 'not-found';
      if (['sending', 'delivered'].includes(kept.delivery.state)) return 'not-replayable';
      writeAudit(state, [audit]);
      const anew = { state: 'queued', reason: 'replayed', attempts: 0, dueAt: now, endedAt: null } as const;
      deliveries.set(id, { ...kept, delivery: { ...kept.delivery, ...anew, expiresAt } });
      return 'replayed';
    },

    async gathering(level) {
      const open = [...state.gathering.values()].flatMap((id) => {
        const delivery = deliveries.get(id)?.delivery;
        return delivery !== undefined && levelKey(delivery.level) === levelKey(level) ? [delivery] : [];
      });
      const times = open.map(({ dueAt }) => dueAt ?? Infinity);
      return {
        mails: open.length,
        events: open.reduce((sum, { id }) => sum + (state.members.get(id) ?? []).length, 0),
        nextAt: open.length === 0 ? null : Math.min(...times),
      };
    },

    async backlog(now): Promise<Backlog> {
      const count = (wanted: string): number =>
        [...deliveries.values()].filter(({ delivery }) => delivery.state === wanted).length;
      return {
        queued: count('queued'),
        gathering: state.gathering.size,
        sending: count('sending'),
        deferred: count('deferred'),
        unknown: count('unknown'),
        oldestDue: Math.max(0, now - Math.min(now, ...waiting())),
      };
    },
  };
}

/** Puts the delivery under a lease. One whose former lease ran out is lost: its mail may have gone. */
function claim(
  kept: KeptDelivery,
  { leaseToken, leaseUntil }: { readonly leaseToken: string; readonly leaseUntil: number },
): KeptDelivery {
  const { delivery } = kept;
  const { dueAt } = delivery;
  const underLease = { ...delivery, state: 'sending', dueAt: leaseUntil } as const;
  if (delivery.state !== 'sending') {
    return {
      ...kept,
      delivery: underLease,
      lease: { token: leaseToken, before: { state: delivery.state, dueAt } },
    };
  }
  return {
    ...kept,
    delivery: { ...underLease, maybeDuplicate: true, reason: 'worker-lost' },
    lease: { token: leaseToken, before: { state: 'unknown', dueAt } },
  };
}

function settle(kept: KeptDelivery, settlement: Settlement): KeptDelivery {
  const { state, reason, attempts, maybeDuplicate, dueAt, endedAt, attempt } = settlement;
  const { messageId = kept.delivery.messageId } = settlement;
  return {
    delivery: { ...kept.delivery, state, reason, attempts, maybeDuplicate, dueAt, endedAt, messageId },
    lease: null,
    timeline: attempt === null ? kept.timeline : [...kept.timeline, attempt],
  };
}
