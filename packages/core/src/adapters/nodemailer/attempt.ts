import type { SmtpFailure } from '../../smtp/smtp-failure.ts';

/** What came of a step of a session: what it gave, or why it failed. */
export type Attempt<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: SmtpFailure };

/** A step that went well. */
export function success<T>(value: T): Attempt<T> {
  return { ok: true, value };
}

/** A step that failed. */
export function failed(failure: SmtpFailure): { readonly ok: false; readonly failure: SmtpFailure } {
  return { ok: false, failure };
}
