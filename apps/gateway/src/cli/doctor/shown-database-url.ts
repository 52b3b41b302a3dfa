/**
 * A database URL as people may see it: without user, password and parameters. Where something in a password may have been
 * taken for another part (it was not percent-encoded), the scheme alone.
 */
export function shownDatabaseUrl(url: string): string {
  const [scheme = ''] = /^[a-z][a-z0-9+.-]*:/i.exec(url) ?? [];
  if (/^(?:file|memory):$/i.test(scheme)) return url;
  if (!URL.canParse(url)) return scheme;
  const { host, pathname, hash } = new URL(url);
  return host === '' || hash !== '' || pathname.includes('@') ? scheme : `${scheme}//${host}${pathname}`;
}
