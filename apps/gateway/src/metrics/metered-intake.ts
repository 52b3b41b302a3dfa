import type { IntakeStore } from '@postern/core';
import type { GatewayMetrics } from './gateway-metrics.ts';

/** The same store, with every commit counted: how many reports shared it and how long it took, also when it failed. */
export function meteredIntake(
  intake: IntakeStore,
  metrics: Pick<GatewayMetrics, 'countCommit' | 'stopwatch'>,
): IntakeStore {
  return {
    async accept(reports, foldingWindow) {
      const seconds = metrics.stopwatch();
      try {
        return await intake.accept(reports, foldingWindow);
      } finally {
        metrics.countCommit({ reports: reports.length, seconds: seconds() });
      }
    },
  };
}
