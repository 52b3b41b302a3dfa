/**
 * Takes up to `limit` things from several queues in turns: the first of each queue, then the second of each …
 * A flooded queue therefore never keeps another one waiting for more than its own turn.
 */
export function takeTurns<T>(queues: readonly (readonly T[])[], limit: number): readonly T[] {
  const taken: T[] = [];
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  for (let round = 0; round < longest; round += 1) {
    for (const queue of queues) {
      if (taken.length >= limit) return taken;
      const next = queue[round];
      if (next !== undefined) taken.push(next);
    }
  }
  return taken;
}
