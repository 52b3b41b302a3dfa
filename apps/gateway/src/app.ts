import type { Logger, NewId } from '@postern/core';
import express, { type Express, type Request } from 'express';
import helmet from 'helmet';
import { errorHandler } from './http/error-handler.ts';
import type { BodyLimits } from './http/read-body.ts';
import type { Reply } from './http/reply.ts';
import { requestContext } from './http/request-context.ts';
import { respondProblem } from './http/respond-problem.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { homePage } from './routes/home-page.ts';
import { problemPage } from './routes/problem-page.ts';
import type { Readiness } from './routes/readiness.ts';
import { webhookRoute, type WebhookDoor } from './routes/webhooks.ts';

/** What the app needs; every part is replaceable by a test. */
export interface AppDeps {
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
  app.use(
    helmet({
      // Nothing here is a page that loads anything.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
    }),
  );
  on<{ source: string }>(app, POST('/webhooks/:source'), webhookRoute(deps));
  on(app, GET('/healthz'), (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });
  on(app, GET('/readyz'), async (_request, response) => {
    const readiness = await deps.readiness();
    const status = readiness.status === 'ready' ? 200 : 503;
    response.status(status).set('Cache-Control', 'no-store').json(readiness);
  });
  on(app, GET('/metrics'), async (_request, response) => {
    const { contentType, text } = await deps.metrics.expose();
    response.set('Content-Type', contentType).send(text);
  });
  on(app, GET('/openapi.json'), (_request, response) => {
    response.json(deps.document);
  });
  on<{ code: string }>(app, GET('/problems/:code'), (request, response) => {
    const page = problemPage(request.params.code);
    if (page === null) respondProblem(response, 'not-found');
    else response.type('text/plain').send(page);
  });
  on(app, GET('/'), (_request, response) => {
    response.type('text/plain').send(homePage(deps.version));
  });
  app.use((_request: Request, response: Reply) => {
    respondProblem(response, 'not-found');
  });
  app.use(errorHandler(deps.logger));
  return app;
}

interface Place {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

const GET = (path: string): Place => ({ method: 'GET', path });
const POST = (path: string): Place => ({ method: 'POST', path });

/** One method on one path; every other method is told which. */
function on<Parameters>(app: Express, { method, path }: Place, handler: Handler<Parameters>): void {
  const route = app.route(path).all((_request: Request, response: Reply, next) => {
    response.locals.route = path;
    next();
  });
  // Express answers HEAD with what GET would say.
  if (method === 'GET') route.get(handler);
  else route.post(handler);
  route.all((_request: Request, response: Reply) => {
    response.set('Allow', method === 'GET' ? 'GET, HEAD' : method);
    respondProblem(response, 'method-not-allowed');
  });
}
