import type { WebhookRequest } from '../source-kind.ts';

/** The one value of a header, or why there is none. */
export type HeaderReading =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: 'signature-missing' | 'signature-doubled' };

/**
 * Reads a header that authenticity rests on. It must come exactly once: of two values one party might check the first
 * and another use the second. `name` in lower case.
 */
export function readHeader({ headers }: WebhookRequest, name: string): HeaderReading {
  const values = Object.hasOwn(headers, name) ? (headers[name] ?? []) : [];
  const [value = '', ...others] = values;
  if (others.length > 0) return { ok: false, reason: 'signature-doubled' };
  const trimmed = value.trim();
  return trimmed === '' ? { ok: false, reason: 'signature-missing' } : { ok: true, value: trimmed };
}
