import type { Timers } from '@postern/core';

/**
 * The same question, asked at most once in a turn of the event loop: whoever asks again in the same turn gets the same
 * answer. A turn ends before anything that was answered in it reaches anybody, so nobody can tell the difference but by the
 * time it takes.
 */
export function onceATurn<T>(ask: () => Promise<T>, timers: Pick<Timers, 'soon'>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    if (asked === null) {
      asked = ask();
      timers.soon(() => {
        asked = null;
      });
    }
    return asked;
  };
}
