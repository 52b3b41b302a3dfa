import express, { type Express, type Request } from 'express';
import { errorHandler } from './error-handler.ts';
import type { Reply } from './reply.ts';
import { requestContext } from './request-context.ts';
import { respondProblem } from './respond-problem.ts';
import { securityHeaders } from './security-headers.ts';

/** What stands around all routes. */
export type ShellDeps = Parameters<typeof requestContext>[0];

/** HTTP without a socket: what every request passes before and after its route. */
export function createShell(deps: ShellDeps, addRoutes: (app: Express) => void): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(requestContext(deps));
  const headers = securityHeaders();
  app.use((_request: Request, response: Reply, next: () => void) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  });
  addRoutes(app);
  app.use((_request: Request, response: Reply) => {
    respondProblem(response, 'not-found');
  });
  app.use(errorHandler(deps.logger));
  return app;
}
