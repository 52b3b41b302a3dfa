import { asciiDomain } from '../../settings/fields/ascii-domain.ts';

/**
 * A mail address as the envelope and the headers carry it: the domain in ASCII (IDNA), so that no server needs SMTPUTF8 for
 * it. The part before the @ belongs to the recipient's server and stays as it is (RFC 5321 section 2.3.11).
 */
export function asciiAddress(address: string): string {
  // Nearly all are: reading every domain anew would cost more than the rest of the envelope.
  if (/^\p{ASCII}*$/u.test(address)) return address;
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return `${address.slice(0, at + 1)}${asciiDomain(domain) ?? domain}`;
}

/** Whether the part before the @ has letters that only SMTPUTF8 can carry (RFC 6531). */
export function needsSmtpUtf8(address: string): boolean {
  return /[^\p{ASCII}]/u.test(asciiAddress(address));
}
