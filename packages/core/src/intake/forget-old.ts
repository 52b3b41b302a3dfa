import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { DAY, type Clock } from '../kernel/clock.ts';
import { HOST } from '../kernel/level.ts';
import { parseInput } from '../kernel/parse.ts';
import type { ForgetRequest, ForgetStep, RetentionStore } from './retention-store.ts';

const days = z.int().min(1);

const forgetSchema = z.strictObject({ events: days, quarantine: days, reports: days });

/** For how many days each kind is kept. */
export type ForgetOldInput = z.input<typeof forgetSchema>;

/** How many of each kind were forgotten. */
export type Forgotten = Readonly<Record<keyof ForgetOldInput | 'silences' | 'links' | 'incidents', number>>;

/** Used links are kept for a day after their end, in case their person could not be told yet. */
const LINKS_KEPT = DAY;
/** After they were resolved. */
const INCIDENTS_KEPT = 90 * DAY;

/** Looked at in one commit: some milliseconds of work. */
const STEP = 50;

/** Forgets in one commit what ended before (epoch milliseconds), of which there is never much; tells how many. */
interface Purging {
  purge(endedBefore: number): Promise<number>;
}

/** Where {@link forgetOld} forgets. */
export interface ForgettingStorage {
  readonly retention: RetentionStore;
  readonly links: Purging;
  readonly incidents: Purging;
}

/** What {@link forgetOld} needs. */
export interface ForgetOldDeps {
  readonly storage: ForgettingStorage;
  readonly clock: Clock;
  /** Called after each step: waits, so that intake and delivery come first; false ends the walk. */
  readonly goOn: () => Promise<boolean>;
}

/**
 * Forgets what is older than it should be kept, in small steps. What still waits stays, however old it is, and so does the
 * audit log. Reports go behind all that is of them and are kept as long as anything of them is there.
 * @throws AppError `not-allowed` for all but system administrators; `storage-unavailable`; then part of it is done.
 */
export async function forgetOld(
  deps: ForgetOldDeps,
  actor: Actor,
  input: ForgetOldInput,
): Promise<Forgotten> {
  const keep = parseInput(forgetSchema, input, 'How long to keep what');
  authorize(actor, 'administer-system', HOST);
  const { retention, links, incidents } = deps.storage;
  let going = true;

  async function walk(
    keptDays: number,
    step: (request: ForgetRequest) => Promise<ForgetStep>,
  ): Promise<number> {
    const before = deps.clock.now() - keptDays * DAY;
    let forgotten = 0;
    for (let after: string | null = ''; going && after !== null;) {
      const done: ForgetStep = await step({ before, after, limit: STEP });
      forgotten += done.forgotten;
      after = done.next;
      going = await deps.goOn();
    }
    return forgotten;
  }

  return {
    events: await walk(keep.events, (request) => retention.forgetEvents(request)),
    quarantine: await walk(keep.quarantine, (request) => retention.forgetQuarantined(request)),
    reports: await walk(keep.reports, (request) => retention.forgetReports(request)),
    // They explain events that made no mail, as long as there are such events.
    silences: await walk(keep.events, (request) => retention.forgetSilences(request)),
    links: await links.purge(deps.clock.now() - LINKS_KEPT),
    incidents: await incidents.purge(deps.clock.now() - INCIDENTS_KEPT),
  };
}
