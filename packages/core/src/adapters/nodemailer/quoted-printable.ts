import { encode, wrap } from 'nodemailer/lib/qp';
import { narrowText } from '../../kernel/narrow-text.ts';

/** Writes text as quoted-printable (RFC 2045 section 6.7), with CRLF line ends and lines of at most 76 characters. */
export type QuotedPrintable = (text: string) => string;

/** Runs of characters remembered; texts of one language have a few dozen, such as `’` and `=`. */
const REMEMBERED = 1_000;
/** Characters: the line below a title is one run. */
const LONGEST_REMEMBERED = 76;

/**
 * Encodes the few runs of characters that need it, and remembers what they become: an encoder that looks at every byte of
 * every mail would cost more than all else that building a mail takes.
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

  return (text) => {
    // A lone CR too: inside a message it is neither text nor a line end (RFC 5322 section 2.3).
    const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    const encoded = narrowText(lines.replace(TO_ENCODE, encodeRun));
    return encoded.split('\n').map(wrapLine).join('\r\n');
  };
}

/** What is neither visible ASCII, `=` aside, nor a space or tab before more of its line: at its end, a server may take it off. */
const TO_ENCODE = /[^\n\t -<>-~]+|[\t ](?![^\n])/g;

/** RFC 2045 section 6.7, rule 5. Characters. */
const LONGEST_LINE = 76;

function wrapLine(line: string): string {
  return line.length > LONGEST_LINE ? wrap(line, LONGEST_LINE) : line;
}
