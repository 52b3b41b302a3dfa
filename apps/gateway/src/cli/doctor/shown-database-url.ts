/** Scheme, user and password up to the last @, hosts, path, parameters. */
const PARTS = /^([a-z][a-z0-9+.-]*:)\/\/(?:[^/?#]*@)?([^/?#@]+)(\/[^?#@]*)?(?:\?[^#@]*)?$/i;
const HOST = /^(?:[\w.%-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * A database URL as people may see it: without user, password and parameters, with all of its hosts. Where something in a
 * password may have been taken for another part (it was not percent-encoded), the scheme alone.
 */
export function shownDatabaseUrl(url: string): string {
  if (/^(?:file|memory):/i.test(url)) return url;
  const [, scheme = '', hosts = '', path = ''] = PARTS.exec(url) ?? [];
  if (!hosts.split(',').every((host) => HOST.test(host))) return /^[a-z][a-z0-9+.-]*:/i.exec(url)?.[0] ?? '';
  return `${scheme}//${hosts}${new URL(`${scheme}//host${path}`).pathname}`;
}
