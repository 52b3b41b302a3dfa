import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DnsAnswer, DnsRecords } from '../../domains/dns-records.ts';

/** How DNS is asked. */
export interface DnsOptions {
  /** Addresses of resolvers, each with a port if it is not 53; the system's when there is none. */
  readonly servers?: readonly string[];
  /** Milliseconds for one try. */
  readonly timeout?: number;
}

const TIMEOUT = 2_000;
const TRIES = 2;

/** When the name, or a record of that type, does not exist, or can be no name. */
const NOTHING_THERE = ['ENOTFOUND', 'ENODATA', 'EBADNAME'];

/** Asks DNS itself, through c-ares: neither /etc/hosts nor search domains count, since the world does not see them. */
export function createDnsRecords({ servers = [], timeout = TIMEOUT }: DnsOptions = {}): DnsRecords {
  const resolver = new Resolver({ timeout, tries: TRIES });
  if (servers.length > 0) resolver.setServers([...servers]);

  return {
    txt: (name) => answerOf(async () => (await resolver.resolveTxt(name)).map((strings) => strings.join(''))),
    mx: (domain) =>
      answerOf(async () => {
        const records = await resolver.resolveMx(domain);
        // A lone "." says that the domain takes no mail (RFC 7505).
        return records
          .toSorted((one, other) => one.priority - other.priority)
          .flatMap(({ exchange }) => (exchange === '' ? [] : [exchange.toLowerCase()]));
      }),
    async addresses(name) {
      if (isIP(name) !== 0) return { kind: 'found', records: [name] };
      const answers = await Promise.all([
        answerOf(() => resolver.resolve4(name)),
        answerOf(() => resolver.resolve6(name)),
      ]);
      const records = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
      if (records.length > 0) return { kind: 'found', records };
      return answers.some(({ kind }) => kind === 'failed') ? { kind: 'failed' } : { kind: 'none' };
    },
    async organizationalDomain(domain) {
      // The Public Suffix List takes a megabyte, for a question that only a person asks.
      const { getDomain } = await import('tldts');
      return getDomain(domain);
    },
  };
}

async function answerOf<T>(ask: () => Promise<readonly T[]>): Promise<DnsAnswer<T>> {
  try {
    const records = await ask();
    return records.length === 0 ? { kind: 'none' } : { kind: 'found', records };
  } catch (error) {
    return codeOf(error).some((code) => NOTHING_THERE.includes(code)) ? { kind: 'none' } : { kind: 'failed' };
  }
}

function codeOf(error: unknown): readonly string[] {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? [error.code] : [];
}
