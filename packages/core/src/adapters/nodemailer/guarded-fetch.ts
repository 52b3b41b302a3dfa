import { lookup as systemLookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE } from '../../kernel/clock.ts';
import { ipAddressOf } from '../../settings/fields/ip-address.ts';
import { isPublic, isReachable } from '../../settings/reachable-address.ts';

/** A request to an address that this connection may not reach; nothing was connected to. */
class AddressNotAllowedError extends Error {
  readonly code = 'address-not-allowed';

  constructor(host: string) {
    super(`No address of ${host} is one that organizations may use.`);
  }
}

/**
 * `fetch` for a URL that an organization has chosen: only addresses on the public internet and in these networks are
 * connected to, judged when the name is looked up for the connection itself. In a private network a closed port reads as a
 * silent one and takes as long, which is until the signal ends it. Redirects are the caller's to refuse.
 */
export function guardedFetch(networks: readonly string[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const address = ipAddressOf(url.hostname);
    // An address is not looked up, so nothing else would judge it.
    if (address !== null && !isReachable(address.text, networks))
      throw new AddressNotAllowedError(url.hostname);
    let inPrivate = address !== null && !isPublic(address.text);
    const judge: LookupFunction = (hostname, options, callback) => {
      systemLookUp(hostname, { ...options, all: true }, (error, found) => {
        const allowed = error === null ? found.filter((one) => isReachable(one.address, networks)) : [];
        inPrivate ||= allowed.some((one) => !isPublic(one.address));
        callback(error ?? (allowed.length === 0 ? new AddressNotAllowedError(hostname) : null), allowed);
      });
    };
    // Few connections need it: nobody else pays for loading it.
    const { Agent, fetch: fetchThrough } = await import('undici');
    const dispatcher = new Agent({ connect: { lookup: judge } });
    try {
      const response = await fetchThrough(url, { ...(init as object), dispatcher });
      // Read while the connection is there; token endpoints answer with little.
      const body = await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: [...response.headers] });
    } catch (error) {
      if (!inPrivate || !isUnconnected(error)) throw error;
      await wait(MOST, undefined, init?.signal ? { signal: init.signal } : {}).catch(() => undefined);
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    } finally {
      await dispatcher.close();
    }
  };
}

/** A closed port is told after so long at the latest, whatever the caller's patience. */
const MOST = MINUTE;

/** Whether nobody took the connection: what came after is the server's own doing. */
function isUnconnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof AggregateError) return true;
  if (!(cause instanceof Error)) return false;
  const { syscall, code } = cause as NodeJS.ErrnoException;
  return syscall === 'connect' || code === 'UND_ERR_CONNECT_TIMEOUT';
}
