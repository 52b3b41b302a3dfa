import type { Express } from 'express';
import { onPath } from '../http/on-path.ts';
import type { GatewayMetrics } from '../metrics/gateway-metrics.ts';
import type { Readiness } from './readiness.ts';

/** `/healthz`, `/readyz` and `/metrics`: what monitors ask any process. */
export function monitorRoutes(
  app: Express,
  deps: { readonly readiness: () => Promise<Readiness>; readonly metrics: Pick<GatewayMetrics, 'expose'> },
): void {
  onPath(app, '/healthz', {
    GET(_request, response) {
      response.set('Cache-Control', 'no-store').json({ status: 'alive' });
    },
  });
  onPath(app, '/readyz', {
    async GET(_request, response) {
      const readiness = await deps.readiness();
      const status = readiness.status === 'ready' ? 200 : 503;
      response.status(status).set('Cache-Control', 'no-store').json(readiness);
    },
  });
  onPath(app, '/metrics', {
    async GET(_request, response) {
      const { contentType, text } = await deps.metrics.expose();
      response.set('Content-Type', contentType).send(text);
    },
  });
}
