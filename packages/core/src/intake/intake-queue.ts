import { FOLDING_WINDOW } from '../events/automation-event.ts';
import { AppError, toAppError } from '../kernel/errors.ts';
import { levelKey } from '../kernel/level.ts';
import type { Timers } from '../kernel/timers.ts';
import { createFairLine } from './fair-line.ts';
import type { Acceptance, IntakeStore, Report } from './intake-store.ts';

/** At most so many reports share a commit, so that nobody waits long for others. */
const BATCH = 200;

/** So many reports may wait for a commit; more are turned away, which is honest while there is time to come back. */
const LIMIT = 2_000;

/** Stores reports; those that come together share one commit. */
export interface IntakeQueue {
  /**
   * Ends when the report is stored, durably.
   * @throws AppError `storage-unavailable` when its commit failed, `overloaded` when too many wait, `shutting-down` after
   * {@link IntakeQueue.drain}; then it is not stored. While too many wait, the level that has most of them is turned away:
   * one organization's flood costs the others nothing.
   */
  accept(report: Report): Promise<Acceptance>;
  /** Takes nothing new, and ends when all that waits has its answer. */
  drain(): Promise<void>;
  /** Reports without an answer. */
  readonly waiting: number;
}

/** What {@link createIntakeQueue} needs. */
export interface IntakeQueueDeps {
  readonly storage: { readonly intake: Pick<IntakeStore, 'accept'> };
  readonly timers: Pick<Timers, 'soon'>;
  /** Told after each commit that queued deliveries: wakes the dispatcher. */
  readonly onDeliveries: () => void;
  /** Reports that may wait; 2,000 by default. */
  readonly limit?: number;
}

interface Waiting {
  readonly report: Report;
  readonly resolve: (acceptance: Acceptance) => void;
  readonly reject: (error: AppError) => void;
}

/** An {@link IntakeQueue} that nothing waits in. Batches form by themselves: what arrives during a commit is the next one. */
export function createIntakeQueue(deps: IntakeQueueDeps): IntakeQueue {
  const { limit = LIMIT, timers } = deps;
  const { intake } = deps.storage;
  const line = createFairLine<Waiting>();
  let unanswered = 0;
  let working = false;
  let open = true;
  const drained: (() => void)[] = [];

  function accept(report: Report): Promise<Acceptance> {
    if (!open)
      return Promise.reject(new AppError('shutting-down', 'Postern is stopping. Come back in a moment.'));
    const lane = levelKey(report.level);
    if (unanswered >= limit) {
      const instead = line.giveWay(lane);
      if (instead === null) return Promise.reject(overloaded());
      answer(instead, overloaded());
    }
    unanswered += 1;
    return new Promise((resolve, reject) => {
      line.push(lane, { report, resolve, reject });
      if (!working) void storeAll();
    });
  }

  async function storeAll(): Promise<void> {
    working = true;
    while (line.length > 0) {
      // Requests whose last bytes are there already are read first, and share the commit.
      await new Promise<void>((resolve) => timers.soon(resolve));
      await store(line.take(BATCH));
    }
    working = false;
    if (!open) for (const done of drained.splice(0)) done();
  }

  async function store(batch: readonly Waiting[]): Promise<void> {
    const outcome = await commit(batch);
    if (outcome instanceof AppError) {
      // Unless storage is away, something is wrong with one of them: the others are not to suffer for it.
      const isOfAll = outcome.code === 'storage-unavailable' || batch.length === 1;
      if (isOfAll) for (const one of batch) answer(one, outcome);
      else for (const one of batch) await store([one]);
      return;
    }
    for (const [place, one] of batch.entries()) {
      answer(one, outcome[place] ?? new AppError('internal', 'A report was stored without an answer.'));
    }
    if (outcome.some(queuesDeliveries)) deps.onDeliveries();
  }

  async function commit(batch: readonly Waiting[]): Promise<readonly Acceptance[] | AppError> {
    try {
      const reports = batch.map(({ report }) => report);
      return await intake.accept(reports, FOLDING_WINDOW);
    } catch (error) {
      return toAppError(error);
    }
  }

  function answer({ resolve, reject }: Waiting, outcome: Acceptance | AppError): void {
    unanswered -= 1;
    if (outcome instanceof AppError) reject(outcome);
    else resolve(outcome);
  }

  return {
    accept,
    drain() {
      open = false;
      return working ? new Promise((resolve) => drained.push(resolve)) : Promise.resolve();
    },
    get waiting() {
      return unanswered;
    },
  };
}

function overloaded(): AppError {
  return new AppError('overloaded', 'More arrives than can be stored now. Come back later.');
}

function queuesDeliveries(acceptance: Acceptance): boolean {
  return acceptance.kind === 'accepted' && acceptance.deliveries > 0;
}
