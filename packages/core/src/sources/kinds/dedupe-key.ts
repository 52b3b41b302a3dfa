import { createHash } from 'node:crypto';

/** Ids that are kept as they came: printable ASCII, and short, since a key has room for 100 characters. */
const PLAIN_ID = /^[\x21-\x7e]{1,90}$/;

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
