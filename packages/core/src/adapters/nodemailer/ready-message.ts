import type { Readable, Transform } from 'node:stream';

/**
 * A message that needs no look at each of its bytes any more: its line ends are CRLF, and dots at the start of lines are
 * doubled here (RFC 5321 section 4.5.2), by searches that run outside of JavaScript. nodemailer hands every message that has a
 * `pipe` the stream that ends in the socket; what is pushed into it goes out as it is, and its end writes the last CRLF and
 * the dot.
 *
 * Anything else is given to nodemailer as bytes, and it mends line ends: a lone CR or LF is how a message would smuggle
 * another one past a server.
 */
export function readyMessage(raw: Buffer): Buffer | Readable {
  if (raw.length < 2 || !raw.subarray(-2).equals(CRLF) || hasLoneLineEnd(raw)) return raw;
  const body = withDotsDoubled(raw.subarray(0, -2));
  const ready = {
    pipe(stream: Transform): Transform {
      stream.push(body);
      return stream.end();
    },
  };
  // The one method that nodemailer calls.
  return ready as unknown as Readable;
}

const CRLF = Buffer.from('\r\n');
const LINE_OF_DOT = Buffer.from('\r\n.');
/** A CR or an LF without the other one. */
export const LONE_LINE_END = /\r(?!\n)|(?<!\r)\n/;

const inOrder = new WeakSet<Buffer>();

/** Says of these bytes, which nobody changes any more, that all lines end in CRLF: they are not looked through for it. */
export function withLineEndsInOrder(raw: Buffer): Buffer {
  inOrder.add(raw);
  return raw;
}

function hasLoneLineEnd(raw: Buffer): boolean {
  return !inOrder.has(raw) && LONE_LINE_END.test(raw.toString('latin1'));
}

function withDotsDoubled(raw: Buffer): Buffer {
  const startsWithDot = raw[0] === 0x2e;
  if (!startsWithDot && !raw.includes(LINE_OF_DOT)) return raw;
  const doubled = raw.toString('latin1').replaceAll('\r\n.', '\r\n..');
  return Buffer.from(startsWithDot ? `.${doubled}` : doubled, 'latin1');
}
