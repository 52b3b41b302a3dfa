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
  'request-malformed': problem(400, 'Malformed request', HTTP_ERROR_CODES['request-malformed']),
  'input-invalid': problem(400, 'Invalid input', null),
  // One text for every cause: whoever forges must not learn which part was wrong.
  unauthorized: problem(401, 'Not authentic', 'The signature or token does not fit this source.'),
  'not-allowed': problem(403, 'Not allowed', null),
  'not-found': problem(404, 'Not found', 'There is nothing at this address.'),
  'method-not-allowed': problem(405, 'Method not allowed', 'Send this address another method; see Allow.'),
  'request-timeout': problem(408, 'Request timeout', 'The request did not arrive in time.', 5),
  conflict: problem(409, 'Conflict', null),
  'body-too-large': problem(413, 'Body too large', null),
  'content-type-unsupported': problem(
    415,
    'Content type not supported',
    'Send application/json or another application/…+json type.',
  ),
  'content-encoding-unsupported': problem(
    415,
    'Content encoding not supported',
    'Send the body as it is, without Content-Encoding.',
  ),
  refused: problem(422, 'Refused', null),
  'headers-too-large': problem(431, 'Headers too large', HTTP_ERROR_CODES['headers-too-large']),
  'seal-broken': problem(500, 'Secret unreadable', OURS),
  'storage-corrupt': problem(500, 'Stored data unreadable', OURS),
  'configuration-invalid': problem(500, 'Configuration invalid', OURS),
  internal: problem(500, 'Internal error', OURS),
  'key-missing': problem(503, 'Key missing', 'Nothing can be verified here until its key is back.', 60),
  'key-unreadable': problem(503, 'Keys unreadable', OURS, 60),
  'reference-unreadable': problem(503, 'Reference unreadable', OURS, 60),
  'storage-unavailable': problem(503, 'Storage unavailable', 'Nothing can be stored now; send it again.', 10),
  'storage-newer': problem(503, 'Storage is newer', OURS, 60),
  overloaded: problem(503, 'Overloaded', 'More arrives than can be stored now; send it again.', 5),
  'shutting-down': problem(503, 'Shutting down', 'The gateway is stopping; send it again.', 5),
};

function problem(
  status: number,
  title: string,
  detail: string | null,
  retryAfter: number | null = null,
): Problem {
  return { status, title, detail, retryAfter };
}
