import { ResponseBodyError, WWWAuthenticateChallengeError } from 'oauth4webapi';
import { scrubText, type Hidden } from '../../smtp/scrub-text.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';

/** Why the token endpoint gave no token. Pure. Its own error code (RFC 6749 section 5.2) wins over what the network said. */
export function tokenFailureOf(error: unknown, hidden: Hidden): SmtpFailure {
  const { code, text } = readError(error);
  return {
    stage: 'authentication',
    kind: 'token',
    reply: null,
    ...(code === null ? {} : { code }),
    text: scrubText(`The token endpoint gave no token: ${text}`, hidden),
  };
}

/** Whether the endpoint says that what was shown to it, such as a refresh token, is good no more (RFC 6749 section 5.2). */
export function isInvalidGrant(error: unknown): boolean {
  return error instanceof ResponseBodyError && error.error === 'invalid_grant';
}

function readError(error: unknown): { readonly code: string | null; readonly text: string } {
  if (error instanceof ResponseBodyError) {
    const { error: code, error_description: description } = error;
    return { code, text: description === undefined ? code : `${code}: ${description}` };
  }
  // RFC 6749 section 5.2: a 401 with a challenge is how a refused client may be told.
  if (error instanceof WWWAuthenticateChallengeError) {
    return { code: 'invalid_client', text: `it answered ${error.status}` };
  }
  if (!(error instanceof Error)) return { code: null, text: String(error) };
  if (error.name === 'TimeoutError') return { code: 'ETIMEDOUT', text: 'it did not answer in time' };
  const { cause } = error;
  if (cause instanceof Error) return { code: codeOf(cause), text: `${error.message}: ${cause.message}` };
  return { code: codeOf(error), text: error.message };
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}
