import { MINUTE } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Timers } from '../kernel/timers.ts';
import { createBackoff } from './backoff.ts';
import type { Settlement } from './delivery.ts';
import type { OutboxStore } from './outbox-store.ts';

/** At most so many outcomes go into one commit, so that it stays short. */
const BATCH = 200;

/**
 * How long outcomes wait for others to share their commit, while sends are under way. At a thousand mails a second twenty
 * share one, and commits no longer are what a burst waits for most; what a `kill -9` may double grows by what ends in so many
 * milliseconds.
 */
const GATHER = 20;

/** When an outcome is tried again that storage refuses although it is there. */
const REFUSED_PAUSE = 1 * MINUTE;

/** Outcomes on their way to storage. Kept in memory until they are stored: losing one means sending a mail twice. */
export interface SettleQueue {
  add(settlement: Settlement): void;
  /** Storage does not take outcomes now: nothing new should be started. */
  readonly failing: boolean;
  /** Outcomes that are not stored yet. */
  readonly size: number;
  /** Ends when all is stored, or after so many milliseconds; gives how many are not. */
  drain(ms: number): Promise<number>;
}

/** What a {@link SettleQueue} needs. */
export interface SettleQueueDeps {
  readonly outbox: Pick<OutboxStore, 'settle'>;
  readonly timers: Timers;
  readonly logger: Logger;
  /** Whether other outcomes are to be expected soon. */
  readonly expectsMore: () => boolean;
  /** `stored` is false when the lease was lost: another worker has the delivery, and its outcome counts. */
  readonly onSettled: (settlement: Settlement, stored: boolean) => void;
  /** Storage takes outcomes again. */
  readonly onRecovered: () => void;
}

/** Gathers outcomes: all that ended while the last commit ran go into the next one. */
export function createSettleQueue(deps: SettleQueueDeps): SettleQueue {
  const { outbox, timers, logger } = deps;
  const backoff = createBackoff();
  const drained = new Set<() => void>();
  let waiting: Settlement[] = [];
  let unsettled = 0;
  let working = false;
  let failing = false;

  function add(settlement: Settlement): void {
    unsettled += 1;
    enqueue([settlement]);
  }

  function enqueue(settlements: readonly Settlement[]): void {
    waiting.push(...settlements);
    if (working) return;
    working = true;
    void storeAll();
  }

  async function storeAll(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      await store(waiting.splice(0, BATCH));
    }
    working = false;
  }

  async function gather(): Promise<void> {
    await new Promise<void>((resolve) => timers.soon(resolve));
    if (waiting.length < BATCH && deps.expectsMore()) {
      await new Promise<void>((resolve) => timers.after(GATHER, resolve));
    }
  }

  async function store(batch: readonly Settlement[]): Promise<void> {
    try {
      const stored = await outbox.settle(batch);
      for (const settlement of batch) settled(settlement, stored.has(settlement.deliveryId));
      recovered();
    } catch (error) {
      const { code, message, detail } = toAppError(error);
      if (code === 'storage-unavailable') {
        if (!failing) logger.warn({ waiting: unsettled, message }, 'outcomes cannot be stored now, kept');
        failing = true;
        waiting = [...batch, ...waiting];
        await new Promise<void>((resolve) => timers.after(backoff.next(), resolve));
      } else if (batch.length > 1) {
        // One bad outcome must not keep the others from being stored.
        for (const settlement of batch) await store([settlement]);
      } else {
        logger.error(
          { delivery: batch[0]?.deliveryId, code, detail },
          'an outcome was refused by storage, kept',
        );
        timers.after(REFUSED_PAUSE, () => enqueue(batch));
      }
    }
  }

  function settled(settlement: Settlement, stored: boolean): void {
    unsettled -= 1;
    if (!stored) logger.warn({ delivery: settlement.deliveryId }, 'lease was lost, outcome not stored');
    deps.onSettled(settlement, stored);
    if (unsettled === 0) for (const done of drained) done();
  }

  function recovered(): void {
    backoff.reset();
    if (!failing) return;
    failing = false;
    logger.info({}, 'outcomes are stored again');
    deps.onRecovered();
  }

  return {
    add,
    get failing() {
      return failing;
    },
    get size() {
      return unsettled;
    },
    drain: (ms) =>
      new Promise((resolve) => {
        if (unsettled === 0) {
          resolve(0);
          return;
        }
        const done = (): void => {
          cancel();
          drained.delete(done);
          resolve(unsettled);
        };
        const cancel = timers.after(ms, done);
        drained.add(done);
      }),
  };
}
