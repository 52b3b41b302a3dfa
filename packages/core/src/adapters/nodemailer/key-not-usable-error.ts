/** A key that cannot be used here; nothing was asked. Its code is one of the endpoint's own (RFC 6749 section 5.2). */
export class KeyNotUsableError extends Error {
  readonly code = 'invalid_request';
}
