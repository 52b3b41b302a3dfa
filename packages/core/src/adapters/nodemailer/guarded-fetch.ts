import { lookup as systemLookUp } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { ipAddressOf } from '../../settings/fields/ip-address.ts';
import { isReachable } from '../../settings/reachable-address.ts';

/** A request to an address that this connection may not reach; nothing was connected to. */
class AddressNotAllowedError extends Error {
  readonly code = 'address-not-allowed';

  constructor(host: string) {
    super(`No address of ${host} is one that organizations may use.`);
  }
}

/**
 * `fetch` for a URL that an organization has chosen: only addresses on the public internet and in these networks are
 * connected to, judged when the name is looked up for the connection itself. Redirects are the caller's to refuse.
 */
export function guardedFetch(networks: readonly string[]): typeof fetch {
  const judge: LookupFunction = (hostname, options, callback) => {
    systemLookUp(hostname, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => isReachable(address, networks)) : [];
      callback(error ?? (allowed.length === 0 ? new AddressNotAllowedError(hostname) : null), allowed);
    });
  };
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const address = ipAddressOf(url.hostname);
    // An address is not looked up, so nothing else would judge it.
    if (address !== null && !isReachable(address.text, networks))
      throw new AddressNotAllowedError(url.hostname);
    // Few connections need it: nobody else pays for loading it.
    const { Agent, fetch: fetchThrough } = await import('undici');
    const dispatcher = new Agent({ connect: { lookup: judge } });
    try {
      const response = await fetchThrough(url, { ...(init as object), dispatcher });
      // Read while the connection is there; token endpoints answer with little.
      const body = await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: [...response.headers] });
    } finally {
      await dispatcher.close();
    }
  };
}
