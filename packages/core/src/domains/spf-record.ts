/** What a mechanism's match means (RFC 7208 section 4.6.2). */
export type SpfQualifier = '+' | '-' | '~' | '?';

/** One mechanism (RFC 7208 section 5). */
export interface SpfMechanism {
  readonly kind: 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';
  readonly qualifier: SpfQualifier;
  /** The domain or the network, as written; empty for the domain itself. */
  readonly value: string;
  /** Prefix lengths of `a` and `mx`: of IPv4, of IPv6. */
  readonly prefix: { readonly v4: number; readonly v6: number };
}

/** A record, read. */
export type SpfRecord =
  | {
      readonly ok: true;
      readonly mechanisms: readonly SpfMechanism[];
      /** Whose record decides when nothing here matches; null when there is no such modifier. */
      readonly redirect: string | null;
    }
  /** The term that makes it a permanent error (RFC 7208 section 4.6). */
  | { readonly ok: false; readonly term: string };

const MECHANISM =
  /^([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?::([^/]*(?:\/(?!\d|\/)[^/]*)*))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i;
const MODIFIER = /^([a-z][a-z0-9._-]*)=(.*)$/i;
const NEEDS_VALUE = ['include', 'exists', 'ip4', 'ip6'];

/** Whether a TXT record is an SPF record at all (RFC 7208 section 4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1( |$)/i.test(text);
}

/** Reads an SPF record. Networks and names are not looked at yet. */
export function parseSpf(text: string): SpfRecord {
  const mechanisms: SpfMechanism[] = [];
  const redirects: string[] = [];
  for (const term of text.split(' ').slice(1)) {
    if (term === '') continue;
    const modifier = MODIFIER.exec(term);
    if (modifier !== null) {
      if (modifier[1]?.toLowerCase() === 'redirect') redirects.push(modifier[2] ?? '');
      continue;
    }
    const mechanism = mechanismOf(term);
    if (mechanism === null) return { ok: false, term };
    mechanisms.push(mechanism);
  }
  if (redirects.length > 1 || redirects.includes('')) return { ok: false, term: 'redirect=' };
  return { ok: true, mechanisms, redirect: redirects[0] ?? null };
}

function mechanismOf(term: string): SpfMechanism | null {
  const [whole, sign = '', word = '', value, v4, v6] = MECHANISM.exec(term) ?? [];
  if (whole === undefined) return null;
  const kind = word.toLowerCase() as SpfMechanism['kind'];
  if (value === '' || (value === undefined && NEEDS_VALUE.includes(kind))) return null;
  if (kind === 'all' && (value ?? v4 ?? v6) !== undefined) return null;
  const prefix = { v4: Number(v4 ?? 32), v6: Number(v6 ?? 128) };
  if (kind === 'ip4' || kind === 'ip6') {
    if (v6 !== undefined) return null;
    const network = v4 === undefined ? (value ?? '') : `${value ?? ''}/${v4}`;
    return { kind, qualifier: qualifierOf(sign), value: network, prefix };
  }
  if (prefix.v4 > 32 || prefix.v6 > 128) return null;
  return { kind, qualifier: qualifierOf(sign), value: value ?? '', prefix };
}

function qualifierOf(sign: string): SpfQualifier {
  return sign === '' ? '+' : (sign as SpfQualifier);
}
