/** What DNS says to one question: `none` is an answer too, whether the name or only the type is missing. */
export type DnsAnswer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[] }
  | { readonly kind: 'none' }
  /** No answer, or one that is none: nothing is known. */
  | { readonly kind: 'failed' };

/** Asks DNS what the world sees of a domain: never /etc/hosts, never a search domain. Names are in ASCII. */
export interface DnsRecords {
  /** Each record as one text, its strings joined without anything between (RFC 7208 section 3.3). */
  txt(name: string): Promise<DnsAnswer<string>>;
  /** Names of mail servers, the preferred first. */
  mx(domain: string): Promise<DnsAnswer<string>>;
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<DnsAnswer<string>>;
  /** What was registered: `acme.co.uk` for `mail.acme.co.uk` (Public Suffix List); null when there is no such thing. */
  organizationalDomain(domain: string): Promise<string | null>;
}
