import type { Response } from 'express';
import type { ProblemCode } from '../problems.ts';

/** The route of what leads nowhere. */
export const UNMATCHED = 'unmatched';

/** What a request carries from its first middleware to its log line. */
export interface RequestLocals {
  /** Echoed in `x-request-id`, in problem bodies and in the log. */
  requestId: string;
  /** The route's pattern, a closed set for metrics: never the path as it came. */
  route: string;
  /** The problem that was answered, if any. */
  problem?: ProblemCode;
  /** What else the log line says; no secrets, no payload. */
  fields?: Readonly<Record<string, unknown>>;
}

/** An Express response with our locals. */
export type Reply = Response<unknown, RequestLocals>;
