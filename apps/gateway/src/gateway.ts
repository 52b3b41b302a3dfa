import { createHousekeeping, createIncidentWatch, systemTimers } from '@postern/core';
import { createApp } from './app.ts';
import type { Container } from './container.ts';
import { ByteBudget } from './http/byte-budget.ts';
import { HTTP_TIMEOUTS, listenHttp, type HttpTimeouts } from './http/http-server.ts';
import { createIntake } from './intake.ts';
import { createGatewayMetrics } from './metrics/gateway-metrics.ts';
import { createFormGuard } from './routes/links/form-guard.ts';
import { createLinkDoor } from './routes/links/link-door.ts';
import { createReadiness } from './routes/readiness.ts';
import { VERSION } from './version.ts';
import { withVersionOnceATurn } from './with-version-once-a-turn.ts';
import { createWorker } from './worker.ts';

/** A gateway at work. */
export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:8025`. */
  readonly url: string;
  /**
   * Stops listening, lets requests under way end, stores what was taken, lets mails under way end. Nothing that was
   * answered is lost. Leaves the container open.
   */
  stop(): Promise<void>;
}

/** How much and how long the gateway bears; production takes the defaults. */
export interface GatewayLimits {
  /** Whether mail is sent from this process; else by `postern worker` in others. */
  readonly worker: boolean;
  readonly http: HttpTimeouts;
  /** Milliseconds for a body. */
  readonly body: number;
  /** Reports that may wait for a commit. */
  readonly waiting: number;
  /** Milliseconds for requests under way when it stops. */
  readonly grace: number;
}

const LIMITS: GatewayLimits = {
  worker: true,
  http: HTTP_TIMEOUTS,
  body: 20_000,
  waiting: 2_000,
  grace: 10_000,
};
/** What bodies under way may hold together, in bodies of full size. */
const BODIES_UNDER_WAY = 64;

/**
 * Starts intake, HTTP and, unless told otherwise, a worker over a container.
 * @throws the system's error when the address cannot be listened on; then nothing runs.
 */
export async function startGateway(given: Container, limited: Partial<GatewayLimits> = {}): Promise<Gateway> {
  const container = withVersionOnceATurn(given);
  const { config, storage, clock, newId, random, logger } = container;
  const limits = { ...LIMITS, ...limited };
  const metrics = createGatewayMetrics({
    backlog: { clock, storage },
    monotonic: () => performance.now(),
  });
  // Beside the worker or without one: what the limits turn away is told too.
  const watch = createIncidentWatch({ storage, clock, timers: systemTimers, newId, logger });
  const worker = limits.worker ? createWorker(container, metrics, watch) : null;
  const intake = createIntake(container, {
    metrics,
    watch,
    onDeliveries: () => worker?.wake(),
    waiting: limits.waiting,
  });
  let document: Promise<object> | null = null;
  const app = createApp({
    door: intake,
    limits: {
      bytes: config.bodyLimit,
      milliseconds: limits.body,
      budget: new ByteBudget(BODIES_UNDER_WAY * config.bodyLimit),
    },
    links: createLinkDoor(container),
    guard: createFormGuard({ https: config.publicUrl?.startsWith('https:') === true, random }),
    metrics,
    readiness: createReadiness({
      storage,
      sealer: container.sealer,
      dispatcher: worker,
      clock,
      timers: systemTimers,
    }),
    logger,
    newId,
    version: VERSION,
    document: () => (document ??= documentOf(config.publicUrl)),
  });
  const server = await listenHttp(app, { address: config.listen, timeouts: limits.http, newId });
  worker?.start();
  watch.start();
  const housekeeping = createHousekeeping({
    storage,
    clock,
    timers: systemTimers,
    logger,
    keep: config.keep,
  });
  housekeeping.start();
  return {
    url: server.url,
    async stop() {
      await Promise.all([server.stop(limits.grace), housekeeping.stop()]);
      await intake.drain();
      await worker?.stop();
      await watch.stop();
    },
  };
}

/** What makes it is loaded with the first request for it: most gateways never get one. */
async function documentOf(publicUrl: string | null): Promise<object> {
  const { openApiDocument } = await import('./openapi.ts');
  return openApiDocument({ version: VERSION, publicUrl });
}
