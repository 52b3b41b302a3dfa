import type { DnsAnswer, DnsRecords } from '../domains/dns-records.ts';

/** Records by name; a name that is not there does not exist, and one that is `failed` never answers. */
export type Zone = Readonly<
  Record<
    string,
    | { readonly txt?: readonly string[]; readonly mx?: readonly string[]; readonly a?: readonly string[] }
    | 'failed'
  >
>;

/** DNS out of a table, which counts the questions. */
export class FakeDns implements DnsRecords {
  questions = 0;
  readonly #zone: Zone;

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  txt(name: string): Promise<DnsAnswer<string>> {
    return this.#answer(name, 'txt');
  }

  mx(domain: string): Promise<DnsAnswer<string>> {
    return this.#answer(domain, 'mx');
  }

  addresses(name: string): Promise<DnsAnswer<string>> {
    return this.#answer(name, 'a');
  }

  /** The last two labels: enough for names that end in `.example`. */
  async organizationalDomain(domain: string): Promise<string> {
    return domain.split('.').slice(-2).join('.');
  }

  async #answer(name: string, type: 'txt' | 'mx' | 'a'): Promise<DnsAnswer<string>> {
    this.questions += 1;
    const there = this.#zone[name];
    if (there === 'failed') return { kind: 'failed' };
    const records = there?.[type] ?? [];
    return records.length === 0 ? { kind: 'none' } : { kind: 'found', records };
  }
}
