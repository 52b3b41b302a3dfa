import type { Express, Request } from 'express';
import { respondProblem } from './respond-problem.ts';
import type { Reply } from './reply.ts';

type Handler<Parameters> = (request: Request<Parameters>, response: Reply) => void | Promise<void>;

/** The methods of one path. Express answers HEAD with what GET would say. */
type Handlers<Parameters> = Readonly<Partial<Record<'GET' | 'POST', Handler<Parameters>>>>;

/** A path with its methods; every other method is told which. */
export function onPath<Parameters>(app: Express, path: string, { GET, POST }: Handlers<Parameters>): void {
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
