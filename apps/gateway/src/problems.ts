import type { ErrorCode } from '@postern/core';

/** What only HTTP can get wrong; everything else has a code in core's `ERROR_CODES`. */
export const HTTP_ERROR_CODES = {
  'request-malformed': 'The request is not HTTP as it should be, or its path cannot be decoded.',
  unauthorized: 'The signature or token of a webhook is missing, malformed, wrong, or too old.',
  'method-not-allowed': 'The path exists, but not for this method; `Allow` names those that do.',
  'request-timeout': 'The request did not arrive in time.',
  'body-too-large': 'The body is larger than `POSTERN_BODY_LIMIT`.',
  'content-type-unsupported': 'A webhook must be `application/json`, or another `application/…+json`.',
  'content-encoding-unsupported':
    'A webhook must not be compressed: signatures are made over the bytes sent.',
  'too-many-requests': 'The source, or its organization, sends more webhooks than its limit.',
  'headers-too-large': 'The header section is larger than 16 KiB.',
} as const satisfies Readonly<Record<string, string>>;

/** Every code that a problem body may carry. */
export type ProblemCode = ErrorCode | keyof typeof HTTP_ERROR_CODES;

/** How one code is told over HTTP. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  /**
   * What the sender reads. Null: the error's own text. Faults on our side have a fixed one, since the error's text is
   * for operators and may name paths and keys; it is in the log under the same request id.
   */
  readonly detail: string | null;
  /** Seconds after which to try again; null: trying again does not help. */
  readonly retryAfter: number | null;
}

const OURS = 'The cause is in the gateway’s log under this request id.';

/** The one table from codes to HTTP (RFC 9457). `docs/error-codes.md` says the same; a test holds both together. */
export const PROBLEMS: Readonly<Record<ProblemCode, Problem>> = {
  'request-malformed': {
    status: 400,
    title: 'Malformed request',
    detail: HTTP_ERROR_CODES['request-malformed'],
    retryAfter: null,
  },
  'input-invalid': { status: 400, title: 'Invalid input', detail: null, retryAfter: null },
  // One text for every cause: whoever forges must not learn which part was wrong.
  unauthorized: {
    status: 401,
    title: 'Not authentic',
    detail: 'The signature or token does not fit this source.',
    retryAfter: null,
  },
  'not-allowed': { status: 403, title: 'Not allowed', detail: null, retryAfter: null },
  'not-found': {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing at this address.',
    retryAfter: null,
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    detail: 'Send this address another method; see Allow.',
    retryAfter: null,
  },
  'request-timeout': {
    status: 408,
    title: 'Request timeout',
    detail: 'The request did not arrive in time.',
    retryAfter: 5,
  },
  conflict: { status: 409, title: 'Conflict', detail: null, retryAfter: null },
  'body-too-large': { status: 413, title: 'Body too large', detail: null, retryAfter: null },
  'content-type-unsupported': {
    status: 415,
    title: 'Content type not supported',
    detail: 'Send application/json or another application/…+json type.',
    retryAfter: null,
  },
  'content-encoding-unsupported': {
    status: 415,
    title: 'Content encoding not supported',
    detail: 'Send the body as it is, without Content-Encoding.',
    retryAfter: null,
  },
  refused: { status: 422, title: 'Refused', detail: null, retryAfter: null },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: 'More webhooks than the limit of this source; send it again.',
    retryAfter: 1,
  },
  'headers-too-large': {
    status: 431,
    title: 'Headers too large',
    detail: HTTP_ERROR_CODES['headers-too-large'],
    retryAfter: null,
  },
  'seal-broken': { status: 500, title: 'Secret unreadable', detail: OURS, retryAfter: null },
  'storage-corrupt': { status: 500, title: 'Stored data unreadable', detail: OURS, retryAfter: null },
  'configuration-invalid': { status: 500, title: 'Configuration invalid', detail: OURS, retryAfter: null },
  internal: { status: 500, title: 'Internal error', detail: OURS, retryAfter: null },
  'key-missing': {
    status: 503,
    title: 'Key missing',
    detail: 'Nothing can be verified here until its key is back.',
    retryAfter: 60,
  },
  'key-unreadable': { status: 503, title: 'Keys unreadable', detail: OURS, retryAfter: 60 },
  'reference-unreadable': { status: 503, title: 'Reference unreadable', detail: OURS, retryAfter: 60 },
  'storage-unavailable': {
    status: 503,
    title: 'Storage unavailable',
    detail: 'Nothing can be stored now; send it again.',
    retryAfter: 10,
  },
  'storage-newer': { status: 503, title: 'Storage is newer', detail: OURS, retryAfter: 60 },
  overloaded: {
    status: 503,
    title: 'Overloaded',
    detail: 'More arrives than can be stored now; send it again.',
    retryAfter: 5,
  },
  'shutting-down': {
    status: 503,
    title: 'Shutting down',
    detail: 'The gateway is stopping; send it again.',
    retryAfter: 5,
  },
};
