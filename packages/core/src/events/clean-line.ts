/** Runs of line ends, other white space and control characters. */
const BLANKS = /[\s\p{Cc}]+/gu;
const ELLIPSIS = '…';

/**
 * Untrusted text as one line: control characters and line ends become spaces (a NUL would not survive every database, an
 * escape would speak to terminals), lone surrogates become U+FFFD, and what is longer than `max` UTF-16 units ends in `…`.
 */
export function cleanLine(text: string, max: number): string {
  // Cutting first keeps a megabyte of text from being scanned for the sake of its first line.
  const line = text
    .slice(0, 4 * max)
    .replace(BLANKS, ' ')
    .trim()
    .toWellFormed();
  if (line.length <= max && text.length <= 4 * max) return line;
  return cutAtCodePoint(line, max - ELLIPSIS.length) + ELLIPSIS;
}

function cutAtCodePoint(text: string, units: number): string {
  const last = text.charCodeAt(units - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsPair ? units - 1 : units);
}
