import type { Logger, NewId } from '@postern/core';
import type { Request } from 'express';
import type { HttpMetrics } from '../metrics/gateway-metrics.ts';
import { UNMATCHED, type Reply } from './reply.ts';

/** A request id from outside that is safe in headers, logs and bodies: letters, digits and `._:-`, at most 64. */
const SANE_ID = /^[\w.:-]{1,64}$/;
/** What nginx logs when the sender went away before the answer. */
const CLIENT_GONE = 499;

/** The first middleware: gives the request its id and, once it is over, one log line and one count. */
export function requestContext(deps: {
  readonly logger: Logger;
  readonly newId: NewId;
  readonly metrics: HttpMetrics;
}) {
  return (request: Request, response: Reply, next: () => void): void => {
    const given = request.get('x-request-id');
    const requestId = given !== undefined && SANE_ID.test(given) ? given : deps.newId();
    response.locals.requestId = requestId;
    response.locals.route = UNMATCHED;
    response.setHeader('X-Request-Id', requestId);
    const seconds = deps.metrics.stopwatch();
    response.once('close', () => {
      const { route, problem, fields } = response.locals;
      const took = seconds();
      const status = response.headersSent ? response.statusCode : CLIENT_GONE;
      deps.metrics.countRequest({ method: request.method, route, status, seconds: took });
      const line = { requestId, method: request.method, route, status, took, problem, ...fields };
      if (problem !== undefined && status >= 500) deps.logger.warn(line, 'Request failed');
      else if (route.startsWith('/webhooks')) deps.logger.info(line, 'Webhook answered');
      else deps.logger.debug(line, 'Request answered');
    });
    next();
  };
}
