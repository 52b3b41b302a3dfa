/** 32 bytes in Base64 with its padding and the unused bits zero (RFC 4648 section 3.5): each has one spelling alone. */
const BASE64 = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const HEX = /^[0-9A-Fa-f]{64}$/;

/** The 32 bytes of an HMAC-SHA256 in Base64; null when the text is anything else. */
export function decodeBase64Mac(text: string): Uint8Array | null {
  return BASE64.test(text) ? Buffer.from(text, 'base64') : null;
}

/** The 32 bytes of an HMAC-SHA256 in hexadecimal, of either case; null when the text is anything else. */
export function decodeHexMac(text: string): Uint8Array | null {
  return HEX.test(text) ? Buffer.from(text, 'hex') : null;
}
