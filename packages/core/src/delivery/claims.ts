import { SECOND, type Clock } from '../kernel/clock.ts';
import { levelKey } from '../kernel/level.ts';
import type { Delivery } from './delivery.ts';
import type { FairWorklist, WorkItem } from './fair-worklist.ts';
import type { Lanes } from './lanes.ts';
import type { LeaseKeeper } from './lease-keeper.ts';
import type { OutboxStore } from './outbox-store.ts';

/** How long the outbox is not looked at when nobody rings: work of other processes is found this late. */
export const POLL = 1 * SECOND;

/** Brings due deliveries into a worklist, and gives back what is not to be sent now. */
export interface Claims {
  /**
   * Claims what there is room for.
   * @throws AppError `storage-unavailable`.
   */
  claim(): Promise<void>;
  /**
   * After how many milliseconds to look again, as things are after the last claim.
   * @throws AppError `storage-unavailable`.
   */
  pause(): Promise<number>;
  /**
   * Gives back what waits and cannot be started: behind a resting connection, or under a lease that ran out.
   * @throws AppError `storage-unavailable`; then it waits on.
   */
  giveBackStuck(): Promise<void>;
  /**
   * Gives items back that are not in the worklist any more.
   * @throws AppError `storage-unavailable`; then they are in the worklist again.
   */
  giveBack(items: readonly WorkItem[]): Promise<void>;
  /** The last claim left due deliveries behind. */
  readonly moreIsDue: boolean;
}

/** {@link Claims} for one worklist. */
export function createClaims(deps: {
  readonly outbox: Pick<OutboxStore, 'claimDue' | 'release' | 'nextDueAt'>;
  readonly lanes: Lanes;
  readonly leases: LeaseKeeper;
  readonly work: FairWorklist;
  readonly clock: Clock;
}): Claims {
  const { outbox, lanes, leases, work, clock } = deps;
  let moreIsDue = false;
  let last: 'no-room' | 'full' | 'all' = 'no-room';

  async function claim(): Promise<void> {
    last = 'no-room';
    // An outage of storage may have let leases run out: what this worker sends itself would come a second time.
    await leases.refresh();
    const known = await lanes.known();
    const plan = work.plan(known);
    if (plan === null) return;
    const resting = known.filter(({ lane }) => lanes.isResting(lane)).map(({ level }) => level);
    const lease = leases.open();
    try {
      const claimed = await outbox.claimDue({
        now: clock.now(),
        limit: plan.limit,
        perLevel: plan.limit,
        leaseToken: lease.token,
        leaseUntil: lease.until,
        except: [...plan.except, ...resting],
      });
      const items = await Promise.all(
        claimed.map(async (one) => ({ claimed: one, lease, lane: await laneOf(one.delivery) })),
      );
      for (const item of items) work.add(item);
      last = claimed.length >= plan.limit ? 'full' : 'all';
      moreIsDue = last === 'full' || plan.except.length > 0;
    } finally {
      lease.held -= 1;
    }
  }

  /** Never throws, so that what was claimed is always in hand; whoever delivers it finds out what is the matter. */
  async function laneOf({ level, expiresAt }: Delivery): Promise<string> {
    try {
      return expiresAt <= clock.now() ? lanes.unlimited : await lanes.of(level);
    } catch {
      return `unknown:${levelKey(level)}`;
    }
  }

  async function pause(): Promise<number> {
    if (last === 'no-room') return POLL;
    if (last === 'full') return 0;
    const dueAt = await outbox.nextDueAt();
    const ahead = (dueAt ?? Infinity) - clock.now();
    // What is due and was not claimed is passed over for now.
    return ahead <= 0 ? POLL : Math.min(ahead, POLL);
  }

  async function giveBack(items: readonly WorkItem[]): Promise<void> {
    if (items.length === 0) return;
    for (const { lease } of items) lease.held += 1;
    try {
      await outbox.release(items.map(({ claimed }) => claimed));
    } catch (error) {
      for (const item of items) work.add(item);
      throw error;
    } finally {
      for (const { lease } of items) lease.held -= 1;
    }
  }

  return {
    claim,
    pause,
    giveBack,
    giveBackStuck: () =>
      giveBack(work.takeWaiting(({ lane, lease }) => lanes.isResting(lane) || !leases.isLive(lease))),
    get moreIsDue() {
      return moreIsDue;
    },
  };
}
