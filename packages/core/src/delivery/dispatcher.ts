import { SECOND, type Clock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Timers } from '../kernel/timers.ts';
import type { Verdict } from '../smtp/verdict.ts';
import { createBackoff } from './backoff.ts';
import { createBell } from './bell.ts';
import { createClaims, POLL } from './claims.ts';
import type { DeliverOne, DeliverResult } from './deliver-one.ts';
import type { Delivery, Settlement } from './delivery.ts';
import { createFairWorklist, type WorkItem } from './fair-worklist.ts';
import type { Lanes } from './lanes.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import type { MaintenanceStore } from './maintenance.ts';
import { createMaintenanceCache } from './maintenance-cache.ts';
import type { OutboxStore } from './outbox-store.ts';
import { createSettleQueue } from './settle-queue.ts';

/** Sends under way together, unless told otherwise. */
const CONCURRENCY = 40;

/** How long sends under way may go on when it stops, unless told otherwise. */
const GRACE = 10 * SECOND;

/** What a dispatcher is doing. */
export type DispatcherPhase =
  | 'new'
  | 'running'
  /** Maintenance mode: it claims nothing. */
  | 'suspended'
  /** Storage cannot be used: it claims and starts nothing and keeps what ended. */
  | 'storage-unavailable'
  | 'stopping'
  | 'stopped';

/** A dispatcher, looked at. */
export interface DispatcherState {
  readonly phase: DispatcherPhase;
  /** Sends under way. */
  readonly running: number;
  /** Claimed and not started. */
  readonly waiting: number;
  /** Ended and not stored. */
  readonly unsettled: number;
}

/** Carries deliveries from the outbox to their servers. */
export interface Dispatcher {
  start(): void;
  /** Something may be due. Cheap; call it after every commit that queues deliveries. */
  wake(): void;
  /**
   * Takes nothing new, gives what was not started to sends back, lets sends under way end for the grace time, calls off
   * the rest, and stores all outcomes. Nothing is lost, whenever it is called.
   */
  stop(): Promise<void>;
  readonly state: DispatcherState;
}

/** What {@link createDispatcher} needs. */
export interface DispatcherDeps {
  readonly storage: {
    readonly outbox: Pick<OutboxStore, 'claimDue' | 'renewLeases' | 'release' | 'settle' | 'nextDueAt'>;
    readonly maintenance: Pick<MaintenanceStore, 'mode'>;
    configurationVersion(): Promise<number>;
  };
  readonly deliverOne: DeliverOne;
  readonly lanes: Lanes;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: NewId;
  readonly logger: Logger;
  /** Sends under way together; 40 by default. */
  readonly concurrency?: number;
  /** Milliseconds that sends under way may take when it stops; 10 s by default. */
  readonly grace?: number;
  /** Told of every outcome that is stored, for metrics and incidents; the verdict where a server refused. */
  readonly onSettled?: (settlement: Settlement, delivery: Delivery, verdict: Verdict | null) => void;
}

/** A {@link Dispatcher} that does nothing before it is started. */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { lanes, clock, timers, logger, concurrency = CONCURRENCY, grace = GRACE } = deps;
  const { outbox } = deps.storage;
  const work = createFairWorklist(concurrency);
  const leases = createLeaseKeeper({ outbox, clock, timers, newId: deps.newId, logger });
  const settling = createSettleQueue({
    outbox,
    timers,
    logger,
    expectsMore: () => underWay.size > 0,
    onSettled,
    onRecovered: wake,
  });
  const maintenance = createMaintenanceCache(deps.storage);
  const claims = createClaims({ outbox, lanes, leases, work, clock });
  const bell = createBell(timers);
  const stopBell = createBell(timers);
  const backoff = createBackoff();
  const underWay = new Map<WorkItem, AbortController>();
  const unsettled = new Map<string, { readonly item: WorkItem; readonly verdict: Verdict | null }>();
  const calledOff: WorkItem[] = [];
  let phase: DispatcherPhase = 'new';
  let loop = Promise.resolve();
  let stopping: Promise<void> | null = null;
  let onQuiet = (): void => undefined;

  function wake(): void {
    bell.ring();
  }

  function enter(next: DispatcherPhase): void {
    if (stopping === null) phase = next;
  }

  async function run(): Promise<void> {
    while (stopping === null) {
      try {
        const pause = await turn();
        backoff.reset();
        await bell.wait(pause);
      } catch (error) {
        const { code, detail, message } = toAppError(error);
        if (phase !== 'storage-unavailable')
          logger.warn({ code, detail, message }, 'deliveries wait for storage');
        enter('storage-unavailable');
        await stopBell.wait(backoff.next());
      }
    }
  }

  /** Looks at the outbox once, and gives after how many milliseconds to look again. */
  async function turn(): Promise<number> {
    // Claiming now could bring back what has ended and is not stored: it would be sent twice.
    if (settling.failing) {
      enter('storage-unavailable');
      return POLL;
    }
    if ((await maintenance.mode()) === 'suspended') {
      enter('suspended');
      await claims.giveBack(work.takeWaiting(() => true));
      return POLL;
    }
    await claims.giveBackStuck();
    await claims.claim();
    enter('running');
    startAll();
    // Whoever rang meanwhile is not kept waiting for an answer that nobody needs any more.
    return bell.isRung ? 0 : claims.pause();
  }

  function startAll(): void {
    if (phase !== 'running' || settling.failing) return;
    for (let item = work.next(lanes.room); item !== null; item = work.next(lanes.room)) void carry(item);
  }

  async function carry(item: WorkItem): Promise<void> {
    const controller = new AbortController();
    underWay.set(item, controller);
    const result = await attempt(item, controller.signal);
    underWay.delete(item);
    work.ended(item);
    switch (result.kind) {
      case 'settle':
        unsettled.set(result.settlement.deliveryId, { item, verdict: result.verdict });
        settling.add(result.settlement);
        break;
      case 'not-now':
        work.putBack(item, result.lane);
        break;
      case 'called-off':
        calledOff.push(item);
        break;
      default:
        result satisfies never;
    }
    startAll();
    // What waits behind a connection that has just been given a rest goes back.
    if (lanes.isResting(item.lane)) wake();
    if (underWay.size === 0) onQuiet();
  }

  async function attempt({ claimed, lease, lane }: WorkItem, signal: AbortSignal): Promise<DeliverResult> {
    // Another worker may have it by now; the next turn gives it back.
    if (!leases.isLive(lease)) return pauseStarts(lane);
    try {
      return await deps.deliverOne(claimed, signal);
    } catch (error) {
      const { code, detail } = toAppError(error);
      logger.warn(
        { delivery: claimed.delivery.id, code, detail },
        'a delivery could not be started, it waits',
      );
      return pauseStarts(lane);
    }
  }

  /** Nothing is started until the next turn has been through. */
  function pauseStarts(lane: string): DeliverResult {
    enter('storage-unavailable');
    return { kind: 'not-now', lane };
  }

  function onSettled(settlement: Settlement, stored: boolean): void {
    const ended = unsettled.get(settlement.deliveryId);
    if (ended === undefined) return;
    const { item, verdict } = ended;
    unsettled.delete(settlement.deliveryId);
    work.drop(item);
    if (stored) {
      logOutcome(settlement);
      deps.onSettled?.(settlement, item.claimed.delivery, verdict);
    }
    if (claims.moreIsDue && work.waitingOn(item.lane) <= concurrency / 2) wake();
  }

  function logOutcome({ deliveryId, state, reason, attempts, attempt }: Settlement): void {
    // A hold that goes on says nothing new.
    if (attempt === null) return;
    const { stage, replyCode, server, queueId, took } = attempt;
    logger.info(
      { delivery: deliveryId, state, reason, attempts, stage, replyCode, server, queueId, took },
      'delivery settled',
    );
  }

  async function end(): Promise<void> {
    phase = 'stopping';
    wake();
    stopBell.ring();
    await loop;
    await giveBackOrLog(work.takeWaiting(() => true));
    await quiet();
    for (const controller of underWay.values()) controller.abort();
    await quiet();
    await giveBackOrLog([...calledOff, ...work.takeWaiting(() => true)]);
    const kept = await settling.drain(grace);
    const left = { unsettled: kept, running: underWay.size };
    if (kept + underWay.size > 0) logger.error(left, 'stopped before all was stored: it will be tried again');
    leases.stop();
    phase = 'stopped';
  }

  async function giveBackOrLog(items: readonly WorkItem[]): Promise<void> {
    try {
      await claims.giveBack(items);
    } catch (error) {
      logger.error(
        { count: items.length, error: String(error) },
        'claims could not be given back, they run out',
      );
    }
  }

  /** Waits for the sends under way to end, for the grace time at most. */
  function quiet(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = timers.after(grace, resolve);
      onQuiet = () => {
        cancel();
        resolve();
      };
      if (underWay.size === 0) onQuiet();
    });
  }

  return {
    start() {
      if (phase !== 'new') return;
      phase = 'running';
      leases.start();
      loop = run();
    },
    wake,
    stop: () => (stopping ??= end()),
    get state() {
      return { phase, running: work.running, waiting: work.waiting, unsettled: settling.size };
    },
  };
}
