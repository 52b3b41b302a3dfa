/** What a List-Id is made of. */
export interface ListIdParts {
  /** The event's type, such as `queueItem.transactionFailed`. */
  readonly type: string;
  /** The organization's short name; null for the host level. */
  readonly slug: string | null;
  /** The sender's domain, in ASCII. */
  readonly domain: string;
}

/** `queue-item-transaction-failed.acme.platform.example`: what a recipient's filter may sort by (RFC 2919). */
export function listId({ type, slug, domain }: ListIdParts): string {
  return `${typeSlug(type)}.${slug ?? 'host'}.${domain}`;
}

/** Of a dot-atom's letters only; at most 60, so that the whole stays below RFC 2919's 255. */
function typeSlug(type: string): string {
  const slug = type
    .slice(0, 200)
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');
  return slug === '' ? 'event' : slug;
}
