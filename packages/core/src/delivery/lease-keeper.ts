import { SECOND, type Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Timers } from '../kernel/timers.ts';
import type { OutboxStore } from './outbox-store.ts';

/** How long a claim holds without being renewed: so soon after a worker's death others take over. */
const LEASE = 15 * SECOND;
const RENEW_EVERY = 5 * SECOND;

/** The hold on what one claim brought. */
export interface Lease {
  readonly token: string;
  /** Epoch milliseconds; after this another worker may have it. */
  until: number;
  /** Who still needs it: deliveries held with it, and whoever is about to hold or give back some. */
  held: number;
}

/** Keeps the leases of a worker alive for as long as it holds something with them. */
export interface LeaseKeeper {
  /** Begins to renew. */
  start(): void;
  /** A lease for a claim, renewed while `held` is above 0; it starts with 1, for the claim itself. */
  open(): Lease;
  /** Whether it is certain that nobody else has what is held with it. */
  isLive(lease: Lease): boolean;
  /**
   * Renews what is older than it should be. To be called before each claim: a claim after an outage of storage would
   * otherwise bring a second copy of what this worker itself is sending.
   * @throws AppError `storage-unavailable`.
   */
  refresh(): Promise<void>;
  stop(): void;
}

/** A {@link LeaseKeeper} without leases. */
export function createLeaseKeeper(deps: {
  readonly outbox: Pick<OutboxStore, 'renewLeases'>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: NewId;
  readonly logger: Logger;
}): LeaseKeeper {
  const { outbox, clock, timers, logger } = deps;
  const leases = new Set<Lease>();
  let cancel = (): void => undefined;

  function wait(): void {
    cancel = timers.after(RENEW_EVERY, tick);
  }

  function tick(): void {
    wait();
    renew().catch((error: unknown) => logger.warn({ error: String(error) }, 'leases could not be renewed'));
  }

  async function renew(): Promise<void> {
    for (const lease of leases) if (lease.held === 0) leases.delete(lease);
    if (leases.size === 0) return;
    const until = clock.now() + LEASE;
    const renewed = [...leases];
    await outbox.renewLeases(
      renewed.map(({ token }) => token),
      until,
    );
    for (const lease of renewed) lease.until = until;
  }

  return {
    start: wait,
    open() {
      const lease: Lease = { token: deps.newId(), until: clock.now() + LEASE, held: 1 };
      leases.add(lease);
      return lease;
    },
    isLive: (lease) => clock.now() < lease.until,
    async refresh() {
      const old = clock.now() + LEASE - 2 * RENEW_EVERY;
      if ([...leases].some((lease) => lease.held > 0 && lease.until < old)) await renew();
    },
    stop: () => cancel(),
  };
}
