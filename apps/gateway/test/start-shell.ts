import { silentLogger, type WebhookRequest, type WebhookReceipt } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { FakeClock, sequentialIds } from '@postern/core/testing';
import { createApp } from '../src/app.ts';
import { ByteBudget } from '../src/http/byte-budget.ts';
import { HTTP_TIMEOUTS, listenHttp, type HttpTimeouts } from '../src/http/http-server.ts';
import { createFormGuard } from '../src/routes/links/form-guard.ts';
import { createGatewayMetrics } from '../src/metrics/gateway-metrics.ts';

/** The ids of the sources that the shell's door knows. */
export const KNOWN_SOURCE = 'known';
export const OTHER_SOURCE = 'other';

/** The gateway's HTTP over a door that takes everything: for what concerns HTTP alone. */
export interface Shell {
  readonly url: string;
  /** What came through the door. */
  readonly received: WebhookRequest[];
  stop(): Promise<void>;
}

/** Starts the app on a free port. */
export async function startShell(
  options: {
    readonly bodyLimit?: number;
    readonly bodyTimeout?: number;
    readonly budget?: number;
    readonly timeouts?: Partial<HttpTimeouts>;
    readonly turn?: () => Promise<unknown>;
    readonly receive?: (request: WebhookRequest) => Promise<WebhookReceipt>;
  } = {},
): Promise<Shell> {
  const received: WebhookRequest[] = [];
  const newId = sequentialIds();
  const clock = new FakeClock();
  const metrics = createGatewayMetrics({
    backlog: { clock, storage: await openStorage('memory:', { clock }) },
    monotonic: () => performance.now(),
  });
  const app = createApp({
    door: {
      look: (sourceId) =>
        Promise.resolve(
          [KNOWN_SOURCE, OTHER_SOURCE].includes(sourceId)
            ? { kind: 'uipath', lane: sourceId, retryAfter: null }
            : null,
        ),
      turn: async () => {
        await options.turn?.();
      },
      receive: ({ request }) => {
        received.push(request);
        if (options.receive !== undefined) return options.receive(request);
        return Promise.resolve({
          kind: 'accepted',
          reportId: 'r',
          eventIds: ['r'],
          deliveries: 0,
          folded: 0,
        });
      },
    },
    limits: {
      bytes: options.bodyLimit ?? 1_048_576,
      milliseconds: options.bodyTimeout ?? 20_000,
      budget: new ByteBudget(options.budget ?? 64 * 1_048_576),
    },
    links: {
      open: () => Promise.resolve({ kind: 'not-open' }),
      submit: () => Promise.resolve({ outcome: 'not-open' }),
      confirm: () => Promise.resolve({ outcome: 'not-open' }),
    },
    guard: createFormGuard({ https: false, random: (bytes) => new Uint8Array(bytes) }),
    metrics,
    readiness: () =>
      Promise.resolve({
        status: 'ready',
        checks: {
          storage: { status: 'ok' },
          keys: { status: 'ok', missing: [] },
          dispatcher: { status: 'running' },
        },
      }),
    logger: silentLogger,
    newId,
    version: '0.0.0-test',
    document: async () => ({}),
  });
  const server = await listenHttp(app, {
    address: { host: '127.0.0.1', port: 0 },
    timeouts: { ...HTTP_TIMEOUTS, ...options.timeouts },
    newId,
  });
  return { url: server.url, received, stop: () => server.stop(1_000) };
}
