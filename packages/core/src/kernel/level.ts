/** Where settings, sources and rights live: the host, or one organization on it. */
export type Level =
  { readonly kind: 'host' } | { readonly kind: 'organization'; readonly organizationId: string };

/** The host level. */
export const HOST: Level = { kind: 'host' };

/** The level of one organization. */
export function organizationLevel(organizationId: string): Level {
  return { kind: 'organization', organizationId };
}

/** A level as one text key, for storage and for binding secrets: `host` or `org:<id>`. */
export function levelKey(level: Level): string {
  return level.kind === 'host' ? 'host' : `org:${level.organizationId}`;
}

/** The level behind {@link levelKey}'s text; null when it is not one. */
export function levelOfKey(key: string): Level | null {
  if (key === 'host') return HOST;
  const organizationId = key.startsWith('org:') ? key.slice(4) : '';
  return organizationId === '' ? null : organizationLevel(organizationId);
}
