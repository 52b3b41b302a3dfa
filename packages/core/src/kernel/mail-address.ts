import { z } from 'zod';

/** RFC 5321 section 4.5.3.1: 64 octets before the @, 254 in all once the angle brackets of a path are taken off. */
const LOCAL_PART_BYTES = 64;
const ADDRESS_BYTES = 254;

/** A dot-atom (RFC 5322 section 3.2.3), with the letters of every script (RFC 6531 section 3.3). No quoted form. */
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** One label of a domain name, in ASCII or as people write it (IDN). */
const LABEL = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u;

/** Accepts the bare address of one mailbox, such as `ops@acme.example`: no display name, no list, no line break. */
export const mailAddressSchema = z.string().trim().refine(isMailAddress, {
  error: 'Give one bare e-mail address, such as "ops@acme.example".',
});

/** Whether the text is the bare address of one mailbox. */
export function isMailAddress(text: string): boolean {
  if (Buffer.byteLength(text) > ADDRESS_BYTES) return false;
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const local = text.slice(0, at);
  return (
    Buffer.byteLength(local) <= LOCAL_PART_BYTES && LOCAL_PART.test(local) && isMailDomain(text.slice(at + 1))
  );
}

/** A key under which two spellings of one mailbox are the same: the domain ignores case, the local part does not (RFC 5321 section 2.4). */
export function mailboxKey(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

function isMailDomain(domain: string): boolean {
  const labels = domain.split('.');
  if (!labels.every((label) => LABEL.test(label) && !label.endsWith('-'))) return false;
  // An all-digit last label would make it an IPv4 address, which needs brackets that nobody means to type.
  if (/^\d+$/.test(labels.at(-1) ?? '')) return false;
  return URL.canParse(`http://${domain}/`);
}
