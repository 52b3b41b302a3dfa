import { AppError, toAppError, type Logger } from '@postern/core';
import type { NextFunction, Request } from 'express';
import { PROBLEMS } from '../problems.ts';
import type { Reply } from './reply.ts';
import { respondProblem } from './respond-problem.ts';

/** The last middleware: every thrown thing becomes a problem; what is our fault is logged with its cause. */
export function errorHandler(logger: Logger) {
  // Express tells error middleware by its four parameters.
  return (thrown: unknown, _request: Request, response: Reply, next: NextFunction): void => {
    const error = toAppError(thrown);
    const code = isExpressRefusal(thrown) ? 'request-malformed' : error.code;
    if (PROBLEMS[code].status >= 500) {
      logger.error({ requestId: response.locals.requestId, code, error }, 'Request failed inside');
    }
    if (response.headersSent) {
      // An answer that broke off half-way must not look whole. Express has nothing left to do, and must not print it.
      response.destroy();
      next('router');
      return;
    }
    respondProblem(response, code, { detail: error.message, issues: error.issues });
  };
}

/** Express throws errors with a 4xx status for what it cannot read, such as a path with a broken escape. */
function isExpressRefusal(thrown: unknown): boolean {
  if (thrown instanceof AppError || !(thrown instanceof Error) || !('status' in thrown)) return false;
  return typeof thrown.status === 'number' && thrown.status >= 400 && thrown.status < 500;
}
