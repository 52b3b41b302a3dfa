/** What is under way, so that a stop can wait for it. */
export interface InFlight {
  /** Runs a task and counts it until it has ended. */
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

/** Counts tasks. */
export function createInFlight(): InFlight {
  const tasks = new Set<Promise<unknown>>();
  return {
    async run(task) {
      const running = task();
      tasks.add(running);
      try {
        return await running;
      } finally {
        tasks.delete(running);
      }
    },
    async idle() {
      while (tasks.size > 0) await Promise.allSettled(tasks);
    },
  };
}
