import { encode, wrap } from 'nodemailer/lib/qp';

/** Writes text as quoted-printable (RFC 2045 section 6.7), with CRLF line ends and lines of at most 76 characters. */
export type QuotedPrintable = (text: string) => string;

/** Lines remembered in each of the two halves of the memory; a mail has about 250. */
const REMEMBERED = 1_000;
/** A longer line is no part of a layout. Characters. */
const LONGEST_REMEMBERED = 500;

/**
 * Encodes line by line, and remembers lines: nearly all of a mail's HTML is the layout, the same in every mail, and
 * encoding it each time would cost more than all else that building a mail takes. A line that does not come again is
 * forgotten after two thousand others.
 */
export function createQuotedPrintable(): QuotedPrintable {
  let recent = new Map<string, string>();
  let before = new Map<string, string>();

  function remember(line: string, encoded: string): void {
    if (recent.size >= REMEMBERED) {
      before = recent;
      recent = new Map();
    }
    recent.set(line, encoded);
  }

  function encodeLine(line: string): string {
    if (line.length <= LONGEST_LINE && AS_IT_IS.test(line)) return line;
    const known = recent.get(line);
    if (known !== undefined) return known;
    const old = before.get(line);
    const encoded = old ?? wrap(encode(line), 76);
    // A copy: the line itself is a view that would keep the whole mail in memory.
    if (line.length <= LONGEST_REMEMBERED)
      remember(Buffer.from(line, 'utf16le').toString('utf16le'), encoded);
    return encoded;
  }

  return (text) => text.split(LINE_END).map(encodeLine).join('\r\n');
}

/** RFC 2045 section 6.7, rule 5. Characters. */
const LONGEST_LINE = 76;
/** Visible ASCII but `=`, with spaces in between; none at the end, where a server may take it off. */
const AS_IT_IS = /^(?:[ !-<>-~]*[!-<>-~])?$/;

/** A lone CR too: inside a message it is neither text nor a line end (RFC 5322 section 2.3). */
const LINE_END = /\r\n|\r|\n/;
