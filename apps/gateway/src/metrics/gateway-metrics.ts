import type { CanaryOutcome, DeliveryReason, DeliveryState, SendOutcome, SourceKind } from '@postern/core';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { WebhookOutcome } from '../routes/webhook-outcome.ts';
import { backlogGauges, type BacklogReader } from './backlog-gauges.ts';

/** Counts of HTTP; `stopwatch` starts one and gives seconds when asked. */
export interface HttpMetrics {
  stopwatch(): () => number;
  countRequest(request: {
    readonly method: string;
    /** The route's pattern. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
}

/** Everything that is counted. All labels come from closed sets, so that no sender can make series grow. */
export interface GatewayMetrics extends HttpMetrics {
  /** `kind` is null while the source is unknown. */
  countWebhook(kind: SourceKind | null, outcome: WebhookOutcome): void;
  countCommit(commit: { readonly reports: number; readonly seconds: number }): void;
  countDelivery(state: DeliveryState, reason: DeliveryReason | null): void;
  countSend(outcome: SendOutcome['kind'], seconds: number): void;
  countCanary(outcome: CanaryOutcome): void;
  /** What Prometheus reads. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Seconds; from a commit of a fast disk to a server that is barely alive. */
const FAST = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const SLOW = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/**
 * Makes the metrics over a registry of their own.
 * @param deps.monotonic milliseconds that only grow, such as `performance.now`.
 */
export function createGatewayMetrics(deps: {
  readonly backlog: BacklogReader;
  readonly monotonic: () => number;
}): GatewayMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const refreshBacklog = backlogGauges(registry, deps.backlog);
  const requests = new Counter({
    name: 'postern_http_requests_total',
    help: 'HTTP requests by route, method and status.',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'postern_http_request_seconds',
    help: 'Seconds from the request’s headers to the end of its answer.',
    labelNames: ['route'],
    buckets: FAST,
    registers,
  });
  const webhooks = new Counter({
    name: 'postern_webhooks_total',
    help: 'Webhooks by kind of source and what became of them.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const commitReports = new Histogram({
    name: 'postern_intake_commit_reports',
    help: 'Reports that shared one commit.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
    registers,
  });
  const commitSeconds = new Histogram({
    name: 'postern_intake_commit_seconds',
    help: 'Seconds that one durable commit of intake took.',
    buckets: FAST,
    registers,
  });
  const deliveries = new Counter({
    name: 'postern_deliveries_total',
    help: 'Outcomes of delivery attempts by the state they led to and the reason.',
    labelNames: ['state', 'reason'],
    registers,
  });
  const canaries = new Counter({
    name: 'postern_canary_total',
    help: 'Canary mails by what became of them; each outcome is counted by one process.',
    labelNames: ['outcome'],
    registers,
  });
  const sendSeconds = new Histogram({
    name: 'postern_smtp_send_seconds',
    help: 'Seconds that handing one mail to a server took, by how it ended.',
    labelNames: ['outcome'],
    buckets: SLOW,
    registers,
  });
  return {
    stopwatch() {
      const start = deps.monotonic();
      return () => (deps.monotonic() - start) / 1_000;
    },
    countRequest({ method, route, status, seconds }) {
      requests.inc({ route, method: METHODS.has(method) ? method : 'other', status });
      requestSeconds.observe({ route }, seconds);
    },
    countWebhook(kind, outcome) {
      webhooks.inc({ kind: kind ?? 'unknown', outcome });
    },
    countCommit({ reports, seconds }) {
      commitReports.observe(reports);
      commitSeconds.observe(seconds);
    },
    countDelivery(state, reason) {
      deliveries.inc({ state, reason: reason ?? 'none' });
    },
    countSend(outcome, seconds) {
      sendSeconds.observe({ outcome }, seconds);
    },
    countCanary(outcome) {
      canaries.inc({ outcome });
    },
    async expose() {
      await refreshBacklog();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
