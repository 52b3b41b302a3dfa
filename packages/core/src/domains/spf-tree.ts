import { ipAddressOf } from '../settings/fields/ip-address.ts';
import { addressRangeOf, type AddressRange } from '../settings/address-range.ts';
import type { DnsAnswer, DnsRecords } from './dns-records.ts';
import { isSpf, parseSpf, type SpfMechanism, type SpfQualifier } from './spf-record.ts';

/** Why a receiver would take no notice of the record, or could not. */
export interface SpfProblem {
  readonly reason:
    | 'spf-missing'
    | 'spf-several'
    | 'spf-invalid'
    | 'spf-include-broken'
    | 'spf-circular'
    | 'spf-too-many-lookups'
    | 'spf-void-lookups'
    | 'dns-failed';
  /** The name or the term that it is about. */
  readonly about: string;
}

/** An SPF record with all that it includes, as far as it can be known without a mail. */
export interface SpfTree {
  /** The domain's own records; more than one is a mistake. */
  readonly records: readonly string[];
  /** Networks that it lets send. */
  readonly passing: readonly AddressRange[];
  /** Domains that it includes, directly or not, lower case. */
  readonly includes: readonly string[];
  /** What becomes of all others; null when it does not say. */
  readonly others: SpfQualifier | null;
  /** Some of it depends on the single mail (macros, `ptr`, `exists`): addresses may pass that are not in `passing`. */
  readonly open: boolean;
  readonly problem: SpfProblem | null;
}

/** RFC 7208 section 4.6.4. */
const MOST_LOOKUPS = 10;
const MOST_VOID_LOOKUPS = 2;
const MOST_MX = 10;

/** Reads a domain's SPF record and what it includes. Bounded by the RFC's own limits, whatever DNS answers. */
export async function readSpfTree(domain: string, dns: DnsRecords): Promise<SpfTree> {
  const walk = new SpfWalk(dns);
  let others: SpfQualifier | null = null;
  try {
    others = await walk.follow(domain, { path: [], passes: true });
  } catch (error) {
    if (!(error instanceof SpfFault)) throw error;
    return { ...walk.seen, others, problem: error.problem };
  }
  return { ...walk.seen, others, problem: null };
}

/** Ends a walk at the first fault, as RFC 7208 ends an evaluation. */
class SpfFault extends Error {
  readonly problem: SpfProblem;

  constructor(reason: SpfProblem['reason'], about: string) {
    super(reason);
    this.problem = { reason, about };
  }
}

interface Position {
  /** The domains above, whose records led here. */
  readonly path: readonly string[];
  /** Whether what passes here passes at the top. */
  readonly passes: boolean;
}

class SpfWalk {
  readonly #dns: DnsRecords;
  readonly #passing: AddressRange[] = [];
  readonly #includes: string[] = [];
  #records: readonly string[] = [];
  #open = false;
  #lookups = 0;
  #voids = 0;

  constructor(dns: DnsRecords) {
    this.#dns = dns;
  }

  get seen(): Omit<SpfTree, 'problem' | 'others'> {
    return { records: this.#records, passing: this.#passing, includes: this.#includes, open: this.#open };
  }

  /** @returns what the record says of all others. */
  async follow(domain: string, { path, passes }: Position): Promise<SpfQualifier | null> {
    if (path.includes(domain)) throw new SpfFault('spf-circular', domain);
    const record = parseSpf(await this.#recordOf(domain, path.length === 0));
    if (!record.ok) throw new SpfFault('spf-invalid', record.term);
    const here = { path: [...path, domain], passes };
    for (const mechanism of record.mechanisms) {
      if (mechanism.kind === 'all') return mechanism.qualifier;
      await this.#take(mechanism, { domain, here });
    }
    if (record.redirect === null) return null;
    this.#count();
    const target = this.#named(record.redirect);
    return target === null ? null : this.follow(target, here);
  }

  async #recordOf(domain: string, isTop: boolean): Promise<string> {
    const answer = await this.#dns.txt(domain);
    const records = recordsOf(answer, domain).filter(isSpf);
    if (isTop) this.#records = records;
    if (records.length > 1) throw new SpfFault('spf-several', domain);
    const [record] = records;
    if (record === undefined) throw new SpfFault(isTop ? 'spf-missing' : 'spf-include-broken', domain);
    return record;
  }

  async #take(
    { kind, qualifier, value, prefix }: SpfMechanism,
    { domain, here }: { readonly domain: string; readonly here: Position },
  ): Promise<void> {
    const passes = here.passes && qualifier === '+';
    if (kind === 'ip4' || kind === 'ip6') {
      const range = addressRangeOf(value);
      if (range?.first.bits !== (kind === 'ip4' ? 32 : 128))
        throw new SpfFault('spf-invalid', `${kind}:${value}`);
      if (passes) this.#passing.push(range);
      return;
    }
    this.#count();
    if (kind === 'exists' || kind === 'ptr') {
      this.#open ||= passes;
      return;
    }
    const name = value === '' ? domain : this.#named(value);
    if (name === null) return;
    if (kind === 'include') {
      this.#includes.push(name);
      const others = await this.follow(name, { ...here, passes });
      if (others === '+' && passes) this.#passing.push(...EVERYBODY);
      return;
    }
    const hosts = kind === 'a' ? [name] : await this.#mailServers(name);
    for (const address of await this.#addresses(hosts)) {
      const length = ipAddressOf(address)?.bits === 32 ? prefix.v4 : prefix.v6;
      const range = addressRangeOf(`${address}/${String(length)}`);
      if (range !== null && passes) this.#passing.push(range);
    }
  }

  async #mailServers(name: string): Promise<readonly string[]> {
    const servers = recordsOf(await this.#dns.mx(name), name);
    if (servers.length === 0) this.#countVoid(name);
    if (servers.length > MOST_MX) throw new SpfFault('spf-too-many-lookups', `mx:${name}`);
    return servers;
  }

  async #addresses(hosts: readonly string[]): Promise<readonly string[]> {
    const answers = await Promise.all(
      hosts.map(async (host) => [host, await this.#dns.addresses(host)] as const),
    );
    return answers.flatMap(([host, answer]) => {
      const addresses = recordsOf(answer, host);
      if (addresses.length === 0) this.#countVoid(host);
      return addresses;
    });
  }

  /** A name as DNS is asked for it; null for one with macros, which only a mail can fill in. */
  #named(value: string): string | null {
    if (value.includes('%')) {
      this.#open = true;
      return null;
    }
    return value.toLowerCase().replace(/\.$/, '');
  }

  #count(): void {
    this.#lookups += 1;
    if (this.#lookups > MOST_LOOKUPS) throw new SpfFault('spf-too-many-lookups', String(MOST_LOOKUPS));
  }

  #countVoid(name: string): void {
    this.#voids += 1;
    if (this.#voids > MOST_VOID_LOOKUPS) throw new SpfFault('spf-void-lookups', name);
  }
}

const EVERYBODY = ['0.0.0.0/0', '::/0'].flatMap((network) => addressRangeOf(network) ?? []);

function recordsOf<T>(answer: DnsAnswer<T>, name: string): readonly T[] {
  switch (answer.kind) {
    case 'found':
      return answer.records;
    case 'none':
      return [];
    case 'failed':
      throw new SpfFault('dns-failed', name);
    default:
      return answer satisfies never;
  }
}
