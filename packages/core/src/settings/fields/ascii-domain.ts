import { domainToASCII } from 'node:url';

/** Letters, digits and marks of any script, hyphens, underscores and the dots of IDNA. Keeps `%41` and the like from being decoded. */
const NAME = /^[\p{L}\p{M}\p{N}_-]+(?:[.\u3002\uff0e\uff61][\p{L}\p{M}\p{N}_-]+)*[.\u3002\uff0e\uff61]?$/u;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
const MOST_OCTETS = 253;

/**
 * A domain name as DNS, TLS and comparison want it: lower-case ASCII (IDNA, UTS #46), without the root's dot at the end.
 * Null when it is no domain name. A name that ends in a number is none: the URL standard reads `127.1` as an address.
 */
export function asciiDomain(name: string): string | null {
  if (!NAME.test(name)) return null;
  const ascii = domainToASCII(name).replace(/\.$/, '');
  const labels = ascii.split('.');
  if (ascii.length > MOST_OCTETS || !labels.every((label) => LABEL.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? '') || sameAsAddress(name, ascii) ? null : ascii;
}

/** IDNA turns full-width digits into ASCII ones: such a name would become an address that nobody typed. */
function sameAsAddress(name: string, ascii: string): boolean {
  return /^[\d.]+$/.test(ascii) && ascii !== name;
}
