import type { InputIssue } from '@postern/core';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { endUnread } from './end-unread.ts';
import { UNMATCHED, type Reply } from './reply.ts';

/** What one occurrence adds to the table's entry. */
export interface ProblemOccurrence {
  /** The text of an entry that has none of its own. */
  readonly detail?: string;
  readonly issues?: readonly InputIssue[];
  /** Milliseconds after which to try again, where it is another time than the entry's. */
  readonly retryAfter?: number;
  readonly requestId: string;
  /** The pattern of the path asked for: the path itself may be a secret, such as that of a one-time link. */
  readonly instance?: string;
}

/** The body of a problem (RFC 9457); the relative `type` resolves to a page of the gateway. */
export function problemBody(code: ProblemCode, occurrence: ProblemOccurrence) {
  const { status, title, detail } = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title,
    status,
    detail: detail ?? occurrence.detail ?? title,
    ...(occurrence.instance === undefined ? {} : { instance: occurrence.instance }),
    ...(occurrence.issues === undefined || occurrence.issues.length === 0
      ? {}
      : { issues: occurrence.issues }),
    requestId: occurrence.requestId,
  };
}

/** The headers of a problem. */
export function problemHeaders(
  code: ProblemCode,
  occurrence: Pick<ProblemOccurrence, 'retryAfter'> = {},
): Record<string, string> {
  const { status } = PROBLEMS[code];
  // Whole seconds (RFC 9110 section 10.2.3).
  const retryAfter =
    occurrence.retryAfter === undefined
      ? PROBLEMS[code].retryAfter
      : Math.ceil(occurrence.retryAfter / 1_000);
  return {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(retryAfter === null ? {} : { 'Retry-After': String(retryAfter) }),
    // RFC 9110 section 15.5.2 demands a challenge; one for all kinds, so that the kind of a source stays private.
    ...(status === 401 ? { 'WWW-Authenticate': 'Webhook realm="postern"' } : {}),
    // RFC 9110 section 12.5.3: says that the coding, not the type, was the trouble.
    ...(code === 'content-encoding-unsupported' ? { 'Accept-Encoding': 'identity' } : {}),
  };
}

/** Answers with a problem, also while the sender is still sending. */
export function respondProblem(
  response: Reply,
  code: ProblemCode,
  extra: Pick<ProblemOccurrence, 'detail' | 'issues' | 'retryAfter'> = {},
): void {
  response.locals.problem = code;
  const { requestId, route } = response.locals;
  const instance = route === UNMATCHED ? {} : { instance: route };
  const body = problemBody(code, { ...extra, ...instance, requestId });
  response.status(PROBLEMS[code].status).set(problemHeaders(code, extra));
  endUnread(response, JSON.stringify(body));
}
