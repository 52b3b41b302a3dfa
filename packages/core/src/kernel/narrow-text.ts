/**
 * The same text, of ASCII alone, with one byte for each character. V8 keeps what was made of a text with two for each, such as
 * by replacing the wide ones in it, and one such piece makes all wide that it is put into: twice the memory, and all that
 * looks through it slower.
 */
export function narrowText(ascii: string): string {
  return Buffer.from(ascii, 'latin1').toString('latin1');
}
