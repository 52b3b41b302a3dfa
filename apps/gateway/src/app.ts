import type { Logger, NewId } from '@postern/core';
import express, { type Express, type Request } from 'express';
import { errorHandler } from './http/error-handler.ts';
import type { BodyLimits } from './http/read-body.ts';
import type { Reply } from './http/reply.ts';
import { requestContext } from './http/request-context.ts';
import { respondProblem } from './http/respond-problem.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { linkRoutes, type LinkRouteDeps } from './routes/links/link-routes.ts';
import { homePage } from './routes/home-page.ts';
import { problemPage } from './routes/problem-page.ts';
import type { Readiness } from './routes/readiness.ts';
import { webhookRoute, type WebhookDoor } from './routes/webhooks.ts';

/** What the app needs; every part is replaceable by a test. */
export interface AppDeps extends Omit<LinkRouteDeps, 'logger'> {
  readonly door: WebhookDoor;
  readonly limits: BodyLimits;
  readonly metrics: GatewayMetrics;
  readonly readiness: () => Promise<Readiness>;
  readonly logger: Logger;
  readonly newId: NewId;
  readonly version: string;
  /** The OpenAPI document. */
  readonly document: object;
}

type Handler<Parameters> = (request: Request<Parameters>, response: Reply) => void | Promise<void>;

/** The gateway's HTTP: routes and the order of middleware, without a socket. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(requestContext(deps));
  const headers = securityHeaders();
  app.use((_request: Request, response: Reply, next: () => void) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  });
  on<{ source: string }>(app, '/webhooks/:source', { POST: webhookRoute(deps) });
  on<{ token: string }>(app, '/links/:token', linkRoutes(deps));
  on(app, '/healthz', {
    GET(_request, response) {
      response.set('Cache-Control', 'no-store').json({ status: 'alive' });
    },
  });
  on(app, '/readyz', {
    async GET(_request, response) {
      const readiness = await deps.readiness();
      const status = readiness.status === 'ready' ? 200 : 503;
      response.status(status).set('Cache-Control', 'no-store').json(readiness);
    },
  });
  on(app, '/metrics', {
    async GET(_request, response) {
      const { contentType, text } = await deps.metrics.expose();
      response.set('Content-Type', contentType).send(text);
    },
  });
  on(app, '/openapi.json', {
    GET(_request, response) {
      response.json(deps.document);
    },
  });
  on<{ code: string }>(app, '/problems/:code', {
    GET(request, response) {
      const page = problemPage(request.params.code);
      if (page === null) respondProblem(response, 'not-found');
      else response.type('text/plain').send(page);
    },
  });
  on(app, '/', {
    GET(_request, response) {
      response.type('text/plain').send(homePage(deps.version));
    },
  });
  app.use((_request: Request, response: Reply) => {
    respondProblem(response, 'not-found');
  });
  app.use(errorHandler(deps.logger));
  return app;
}

/** The methods of one path. Express answers HEAD with what GET would say. */
type Handlers<Parameters> = Readonly<Partial<Record<'GET' | 'POST', Handler<Parameters>>>>;

/** A path with its methods; every other method is told which. */
function on<Parameters>(app: Express, path: string, { GET, POST }: Handlers<Parameters>): void {
  const route = app.route(path).all((_request: Request, response: Reply, next) => {
    response.locals.route = path;
    next();
  });
  if (GET !== undefined) route.get(GET);
  if (POST !== undefined) route.post(POST);
  const allowed = [...(GET === undefined ? [] : ['GET', 'HEAD']), ...(POST === undefined ? [] : ['POST'])];
  route.all((_request: Request, response: Reply) => {
    response.set('Allow', allowed.join(', '));
    respondProblem(response, 'method-not-allowed');
  });
}
