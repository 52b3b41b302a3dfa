import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** The names of a domain's mail servers, the preferred first; none when there is none, or DNS does not say. */
export type LookUpMailServers = (domain: string) => Promise<readonly string[]>;

const MOST_SHOWN = 5;
/** A hint is not worth a longer wait; milliseconds. */
const TIMEOUT = 2_000;

/** Asks the system's name servers. */
export const lookUpMailServers: LookUpMailServers = async (domain) => {
  if (isIP(domain) !== 0) return [];
  try {
    const records = await new Resolver({ timeout: TIMEOUT, tries: 1 }).resolveMx(domain);
    return records
      .toSorted((one, other) => one.priority - other.priority)
      .map(({ exchange }) => exchange.toLowerCase())
      .filter((name) => /^[a-z0-9._-]+$/.test(name))
      .slice(0, MOST_SHOWN);
  } catch {
    return [];
  }
};
