import { encode, wrap } from 'nodemailer/lib/qp';

/** Writes text as quoted-printable (RFC 2045 section 6.7), with CRLF line ends and lines of at most 76 characters. */
export type QuotedPrintable = (text: string) => string;

/** Runs of characters remembered; texts of one language have a few dozen, such as `’` and `=`. */
const REMEMBERED = 1_000;
/** Characters. */
const LONGEST_REMEMBERED = 20;

/**
 * Encodes line by line, and remembers what runs of characters become: an encoder that looks at every byte of every mail
 * would cost more than all else that building a mail takes.
 */
export function createQuotedPrintable(): QuotedPrintable {
  const known = new Map<string, string>();

  function encodeRun(run: string): string {
    const before = known.get(run);
    if (before !== undefined) return before;
    const encoded = encode(run);
    if (run.length > LONGEST_REMEMBERED) return encoded;
    if (known.size >= REMEMBERED) known.clear();
    // A copy: the run itself is a view that would keep the whole text in memory.
    known.set(Buffer.from(run, 'utf16le').toString('utf16le'), encoded);
    return encoded;
  }

  function encodeLine(line: string): string {
    if (line.length <= LONGEST_LINE && AS_IT_IS.test(line)) return line;
    return wrap(ENDS_IN_SPACE.test(line) ? encode(line) : line.replace(TO_ENCODE, encodeRun), LONGEST_LINE);
  }

  return (text) => text.split(LINE_END).map(encodeLine).join('\r\n');
}

/** RFC 2045 section 6.7, rule 5. Characters. */
const LONGEST_LINE = 76;
/** Visible ASCII but `=`, with spaces in between; none at the end, where a server may take it off. */
const AS_IT_IS = /^(?:[ !-<>-~]*[!-<>-~])?$/;
const ENDS_IN_SPACE = /[\t ]$/;
/** What is neither visible ASCII, `=` aside, nor a space or tab between. */
const TO_ENCODE = /[^\t -<>-~]+/g;

/** A lone CR too: inside a message it is neither text nor a line end (RFC 5322 section 2.3). */
const LINE_END = /\r\n|\r|\n/;
