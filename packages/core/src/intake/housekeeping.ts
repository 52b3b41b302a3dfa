import type { Actor } from '../access/actor.ts';
import { HOUR, MINUTE, type Clock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { OnceStore } from '../kernel/once-store.ts';
import type { Timers } from '../kernel/timers.ts';
import { forgetOld, type ForgetOldInput, type ForgettingStorage } from './forget-old.ts';

/** A start has other things to do. */
const FIRST = 1 * MINUTE;
const EVERY = 1 * HOUR;

/** Between two steps, in milliseconds: half a thousand a second go, far more than can come, and nobody waits for them. */
const PAUSE = 100;

const ACTOR: Actor = { kind: 'system', name: 'housekeeping' };

/** Forgets what is old, every hour. Of several processes over one database, one does it. */
export interface Housekeeping {
  start(): void;
  /** Ends when the step under way has ended. */
  stop(): Promise<void>;
}

/** {@link Housekeeping} that does nothing before it is started. */
export function createHousekeeping(deps: {
  readonly storage: ForgettingStorage & { readonly once: OnceStore };
  readonly clock: Clock;
  readonly timers: Pick<Timers, 'after'>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly keep: ForgetOldInput;
}): Housekeeping {
  const { storage, clock, timers, logger, keep } = deps;
  let stopped = false;
  let underWay = Promise.resolve();
  let callOff = (): void => undefined;
  let endPause = (): void => undefined;

  function goOn(): Promise<boolean> {
    if (stopped) return Promise.resolve(false);
    return new Promise((resolve) => {
      const cancel = timers.after(PAUSE, () => resolve(!stopped));
      endPause = () => {
        cancel();
        resolve(false);
      };
    });
  }

  async function run(): Promise<void> {
    try {
      const now = clock.now();
      if (!(await storage.once.take('housekeeping', { now, until: now + EVERY }))) return;
      const forgotten = await forgetOld({ storage, clock, goOn }, ACTOR, keep);
      const any = Object.values(forgotten).some((count) => count > 0);
      if (any) logger.info(forgotten, 'old records were forgotten');
    } catch (error) {
      const { code, message } = toAppError(error);
      logger.warn({ code, message }, 'old records could not be forgotten, it is tried again in an hour');
    } finally {
      wait(EVERY);
    }
  }

  function wait(ms: number): void {
    if (stopped) return;
    callOff = timers.after(ms, () => {
      underWay = run();
    });
  }

  return {
    start: () => wait(FIRST),
    stop() {
      stopped = true;
      callOff();
      endPause();
      return underWay;
    },
  };
}
