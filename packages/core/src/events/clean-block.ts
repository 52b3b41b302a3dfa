const CARRIAGE_RETURNS = /\r\n?/g;
/** Control characters but tab and line feed: a NUL would not survive every database, an escape would speak to terminals. */
const CONTROLS = /[^\P{Cc}\t\n]+/gu;
const encoder = new TextEncoder();

/**
 * Untrusted text of many lines: `\n` line ends, no other control characters, no lone surrogates, at most `maxBytes` of
 * UTF-8. Longer text is cut between two characters and ends in a line that says so and how long the whole was.
 */
export function cleanBlock(text: string, maxBytes: number): string {
  // One UTF-16 unit is at least one byte, so what lies behind `maxBytes` units can never be kept; two per CRLF.
  const start = text.length > 2 * maxBytes ? text.slice(0, 2 * maxBytes) : text;
  const clean = start.replace(CARRIAGE_RETURNS, '\n').replace(CONTROLS, '').trimEnd().toWellFormed();
  const whole = start.length === text.length;
  if (whole && Buffer.byteLength(clean) <= maxBytes) return clean;
  const marker = `\n[… cut here: the whole text has ${Buffer.byteLength(text).toLocaleString('en')} bytes]`;
  const room = new Uint8Array(maxBytes - Buffer.byteLength(marker));
  const { read } = encoder.encodeInto(clean, room);
  return clean.slice(0, read).trimEnd() + marker;
}
