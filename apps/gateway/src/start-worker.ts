import { createIncidentWatch, systemTimers } from '@postern/core';
import type { Container } from './container.ts';
import { createShell } from './http/create-shell.ts';
import { HTTP_TIMEOUTS, listenHttp, type ListeningServer } from './http/http-server.ts';
import { createGatewayMetrics } from './metrics/gateway-metrics.ts';
import { monitorRoutes } from './routes/monitor-routes.ts';
import { createReadiness } from './routes/readiness.ts';
import { withVersionOnceATurn } from './with-version-once-a-turn.ts';
import { createWorker } from './worker.ts';

/** A worker process at work. */
export interface RunningWorker {
  /** Where it answers monitors; null when it listens nowhere. */
  readonly url: string | null;
  /** Takes nothing new, lets mails under way end and stores what became of them. Leaves the container open. */
  stop(): Promise<void>;
}

/** Milliseconds for a monitor's request under way when it stops. */
const GRACE = 1_000;

/**
 * Starts the dispatcher and the watch over a container, and what monitors ask if `POSTERN_WORKER_LISTEN` is set.
 * @throws the system's error when the address cannot be listened on; then nothing runs.
 */
export async function startWorker(given: Container): Promise<RunningWorker> {
  const container = withVersionOnceATurn(given);
  const { config, storage, sealer, clock, logger, newId } = container;
  const metrics = createGatewayMetrics({
    backlog: { clock, storage },
    monotonic: () => performance.now(),
  });
  const watch = createIncidentWatch({ storage, clock, timers: systemTimers, newId, logger });
  const worker = createWorker(container, metrics, watch);
  let server: ListeningServer | null = null;
  if (config.workerListen !== null) {
    const readiness = createReadiness({ storage, sealer, dispatcher: worker, clock, timers: systemTimers });
    const app = createShell({ metrics, logger, newId }, (routes) => {
      monitorRoutes(routes, { readiness, metrics });
    });
    server = await listenHttp(app, { address: config.workerListen, timeouts: HTTP_TIMEOUTS, newId });
  }
  worker.start();
  watch.start();
  return {
    url: server?.url ?? null,
    async stop() {
      // Monitors see it until its mails have ended.
      await worker.stop();
      await watch.stop();
      await server?.stop(GRACE);
    },
  };
}
