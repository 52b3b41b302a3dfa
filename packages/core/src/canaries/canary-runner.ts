import type { Clock } from '../kernel/clock.ts';
import { SECOND } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Timers } from '../kernel/timers.ts';
import type { MaintenanceStore } from '../delivery/maintenance.ts';
import type { OutboxStore } from '../delivery/outbox-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Canary, CanaryOutcome, SentCanary } from './canary.ts';
import type { CanaryStore } from './canary-store.ts';
import { inTimeUntil, nextCanaryAt } from './canary-times.ts';
import { judgeCanary } from './judge-canary.ts';
import { planCanary } from './plan-canary.ts';

/** Sends the canaries that are due, and notes what became of them. */
export interface CanaryRunner {
  start(): void;
  /** Ends when the look under way has ended. */
  stop(): Promise<void>;
}

/** What {@link createCanaryRunner} needs. */
export interface CanaryRunnerDeps {
  readonly storage: {
    readonly canaries: Pick<CanaryStore, 'list' | 'send' | 'conclude'>;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
    readonly outbox: Pick<OutboxStore, 'find'>;
    readonly maintenance: Pick<MaintenanceStore, 'mode'>;
  };
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  readonly newId: NewId;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  /** Mail is due. */
  readonly onSent: () => void;
  /** Told once of each outcome, in one of all processes. */
  readonly onOutcome: (outcome: CanaryOutcome) => void;
}

const EVERY = 15 * SECOND;

/**
 * Looks after the canaries every few seconds. Any number of processes may run: storage lets one of them send each canary, and
 * one note each outcome, whoever dies when. While mail is held by hand none is sent or judged.
 */
export function createCanaryRunner(deps: CanaryRunnerDeps): CanaryRunner {
  const { storage, clock, timers, newId, logger } = deps;
  let cancel = (): void => undefined;
  let turn = Promise.resolve();
  let stopping: Promise<void> | null = null;
  let failing = false;

  async function look(): Promise<void> {
    try {
      const canaries = await storage.canaries.list();
      if (canaries.length === 0) return;
      const suspended = (await storage.maintenance.mode()) === 'suspended';
      for (const canary of canaries) if (stopping === null) await lookAfter(canary, suspended);
      if (failing) logger.info({}, 'canaries are looked after again');
      failing = false;
    } catch (error) {
      const { code, message, detail } = toAppError(error);
      if (!failing) logger.warn({ code, message, detail }, 'canaries cannot be looked after now');
      failing = true;
    }
  }

  /** First what became of the last one, which the next one takes the place of. */
  async function lookAfter(canary: Canary, suspended: boolean): Promise<void> {
    const { last } = canary;
    const known = last === null ? canary : await conclude(canary, last, suspended);
    if (!suspended && known !== null && clock.now() >= known.nextAt) await send(known);
  }

  /** The canary as it is then; null: another process has changed it meanwhile. */
  async function conclude(canary: Canary, last: SentCanary, suspended: boolean): Promise<Canary | null> {
    if (last.outcome !== null && ARRIVED.includes(last.outcome)) return canary;
    const found = await outcomeOf(last, suspended);
    if (found === null || found.outcome === last.outcome) return canary;
    // What was given up may still be sent by hand; other than that an outcome stays.
    const arrived = ARRIVED.includes(found.outcome);
    if (last.outcome !== null && !arrived) return canary;
    const deliveredAt = arrived ? found.endedAt : canary.deliveredAt;
    const after = { ...canary, last: { ...last, ...found }, deliveredAt };
    const { level, version: expectedVersion } = canary;
    const stored = await storage.canaries.conclude({ level, expectedVersion, last: after.last, deliveredAt });
    if (!stored) return null;
    deps.onOutcome(found.outcome);
    return { ...after, version: expectedVersion + 1 };
  }

  async function outcomeOf(
    last: SentCanary,
    suspended: boolean,
  ): Promise<(Pick<SentCanary, 'reason'> & { outcome: CanaryOutcome; endedAt: number }) | null> {
    const now = clock.now();
    const found = judgeCanary(last, await storage.outbox.find(last.deliveryId), now);
    if (!suspended || (found !== null && ARRIVED.includes(found.outcome))) return found;
    return { outcome: 'suspended', reason: null, endedAt: now };
  }

  async function send(canary: Canary): Promise<void> {
    const { level, schedule, nextAt: dueAt } = canary;
    const organization =
      level.kind === 'host' ? null : await storage.organizations.findById(level.organizationId);
    const now = clock.now();
    const nextAt = nextCanaryAt(schedule, { dueAt, now }, organization?.timeZone ?? 'UTC');
    const dispatch = planCanary(canary, {
      organization,
      now,
      nextAt,
      inTimeUntil: inTimeUntil(now, nextAt),
      newId,
    });
    if (await storage.canaries.send(dispatch, null)) deps.onSent();
  }

  function schedule(ms: number): void {
    cancel = timers.after(ms, () => {
      turn = look().then(() => {
        if (stopping === null) schedule(EVERY);
      });
    });
  }

  async function end(): Promise<void> {
    cancel();
    await turn;
  }

  return { start: () => schedule(0), stop: () => (stopping ??= end()) };
}

const ARRIVED: readonly CanaryOutcome[] = ['delivered', 'by-host'];
