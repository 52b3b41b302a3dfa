import { createHash } from 'node:crypto';

/** Crockford's base 32: no letter looks like another letter or a digit. https://www.crockford.com/base32.html */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 16;
const GROUP = 4;

/** A code that nobody can guess (80 bits) and anybody can type: `7Q2M-0XKD-…`. */
export function newClaimCode(random: (bytes: number) => Uint8Array): string {
  const letters = Array.from(random(LETTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  return letters.join('').replace(new RegExp(`.{${String(GROUP)}}(?=.)`, 'g'), '$&-');
}

/** Hex SHA-256 of a code, however it was typed: case, spaces and hyphens do not count, and `O`, `I`, `L` are the digits. */
export function claimCodeHash(typed: string): string {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(letters).digest('hex');
}
