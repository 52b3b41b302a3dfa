import type { DkimKey } from './dkim-key.ts';

/** A TXT record to publish. */
export interface DkimRecord {
  readonly name: string;
  readonly value: string;
  /** The value in strings of at most 255 characters, as a zone file wants it (RFC 1035 section 3.3.14). */
  readonly strings: readonly string[];
}

/** The record that the key is verified with. */
export function dkimRecord({
  domain,
  selector,
  publicKey,
}: Pick<DkimKey, 'domain' | 'selector' | 'publicKey'>): DkimRecord {
  const value = `v=DKIM1; k=rsa; p=${publicKey}`;
  return { name: `${selector}._domainkey.${domain}`, value, strings: value.match(/.{1,255}/g) ?? [] };
}
