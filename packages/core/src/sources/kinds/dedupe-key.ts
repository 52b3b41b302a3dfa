import { createHash } from 'node:crypto';

/** Ids that are kept as they came: printable ASCII, and short, since a key has room for 100 characters. */
const PLAIN_ID = /^[\x21-\x7e]{1,90}$/;

/**
 * The id that a sender gave a report in its body; null when there is none to go by. Beyond 2^53 a JSON number has lost its
 * last digits (RFC 8259 section 6): two reports with ids as databases and Snowflake make them would pass for one, and the
 * second would be lost.
 */
export function reportIdOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The key of a report that its sender gave an id: the id itself while it is short and plain, else its hash. */
export function dedupeKeyOfId(id: string): string {
  return PLAIN_ID.test(id) ? `id:${id}` : `id-sha256:${sha256(id)}`;
}

/** The key of a report without id: the same bytes are the same report, however often somebody means them. */
export function dedupeKeyOfBody(body: Uint8Array): string {
  return `body-sha256:${sha256(body)}`;
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
