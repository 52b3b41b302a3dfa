import type { Timers } from '../../kernel/timers.ts';
import type { SmtpFailure, Stage } from '../../smtp/smtp-failure.ts';
import { failed, type Attempt } from './attempt.ts';

/** What ends a step that does not end by itself. */
export interface Limit {
  /** Milliseconds. */
  readonly ms: number;
  readonly signal: AbortSignal;
  readonly timers: Timers;
}

/** The failure of a step that the caller called off. */
export function stopped(stage: Stage): SmtpFailure {
  return { stage, kind: 'local', reply: null, text: 'Sending was stopped.' };
}

/**
 * Runs a step until it ends, its time is up, or the caller calls it off; the first of them counts. `start` gives what undoes
 * the step in the latter two cases. A step that passes through several stages names the one under way when asked.
 */
export function underLimit<T>(
  stage: Stage | (() => Stage),
  limit: Limit,
  start: (end: (attempt: Attempt<T>) => void) => () => void,
): Promise<Attempt<T>> {
  const now = (): Stage => (typeof stage === 'function' ? stage() : stage);
  if (limit.signal.aborted) return Promise.resolve(failed(stopped(now())));
  return new Promise((resolve) => {
    const end = (attempt: Attempt<T>): void => {
      callOff();
      limit.signal.removeEventListener('abort', abort);
      resolve(attempt);
    };
    const giveUp = (failure: SmtpFailure): void => {
      end(failed(failure));
      undo();
    };
    const abort = (): void => giveUp(stopped(now()));
    const { ms } = limit;
    const callOff = limit.timers.after(ms, () =>
      giveUp({ stage: now(), kind: 'timeout', reply: null, text: `No answer within ${ms} ms.` }),
    );
    limit.signal.addEventListener('abort', abort, { once: true });
    const undo = start(end);
  });
}
