import type { Express } from 'express';
import { createShell, type ShellDeps } from './http/create-shell.ts';
import { onPath } from './http/on-path.ts';
import type { BodyLimits } from './http/read-body.ts';
import { respondProblem } from './http/respond-problem.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { homePage } from './routes/home-page.ts';
import { linkRoutes, type LinkRouteDeps } from './routes/links/link-routes.ts';
import { monitorRoutes } from './routes/monitor-routes.ts';
import { problemPage } from './routes/problem-page.ts';
import type { Readiness } from './routes/readiness.ts';
import { webhookRoute, type WebhookDoor } from './routes/webhooks.ts';

/** What the app needs; every part is replaceable by a test. */
export interface AppDeps extends Omit<LinkRouteDeps, 'logger'>, ShellDeps {
  readonly door: WebhookDoor;
  readonly limits: BodyLimits;
  readonly metrics: GatewayMetrics;
  readonly readiness: () => Promise<Readiness>;
  readonly version: string;
  /** The OpenAPI document. */
  readonly document: () => Promise<object>;
}

/** The gateway's HTTP: its routes, without a socket. */
export function createApp(deps: AppDeps): Express {
  return createShell(deps, (app) => {
    onPath<{ source: string }>(app, '/webhooks/:source', { POST: webhookRoute(deps) });
    onPath<{ token: string }>(app, '/links/:token', linkRoutes(deps));
    monitorRoutes(app, deps);
    onPath(app, '/openapi.json', {
      async GET(_request, response) {
        response.json(await deps.document());
      },
    });
    onPath<{ code: string }>(app, '/problems/:code', {
      GET(request, response) {
        const page = problemPage(request.params.code);
        if (page === null) respondProblem(response, 'not-found');
        else response.type('text/plain').send(page);
      },
    });
    onPath(app, '/', {
      GET(_request, response) {
        response.type('text/plain').send(homePage(deps.version));
      },
    });
  });
}
