import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { failureOf } from './failure-of.ts';
import { underLimit, type Limit } from './limit.ts';

/** Gives the addresses of a server, in the order to try them; an address is its own. */
export type LookUp = (host: string, limit: Limit) => Promise<Attempt<readonly string[]>>;

/**
 * Asks the system's resolver, so that /etc/hosts and search domains count as everywhere else on the machine, and keeps its
 * order (RFC 6724).
 */
export const lookUp: LookUp = (host, limit) => {
  if (isIP(host) !== 0) return Promise.resolve(success([host]));
  return underLimit('dns', limit, (end) => {
    lookup(host, { all: true, order: 'verbatim' })
      .then((found) => end(addressesOf(found.map(({ address }) => address))))
      .catch((error: unknown) => end(failed(failureOf(error, 'dns', { secrets: [] }))));
    return () => undefined;
  });
};

function addressesOf(found: readonly string[]): Attempt<readonly string[]> {
  const addresses = [...new Set(found)];
  return addresses.length > 0 ? success(addresses) : failed(NO_ADDRESS);
}

const NO_ADDRESS: SmtpFailure = {
  stage: 'dns',
  kind: 'dns',
  reply: null,
  code: 'ENODATA',
  text: 'The name has no address.',
};
