import { hash } from 'node:crypto';
import type { MailBuilder } from '../../mail/mail-headers.ts';
import { mailHead } from './mail-head.ts';
import { createQuotedPrintable } from './quoted-printable.ts';
import { LONE_LINE_END, withLineEndsInOrder } from './ready-message.ts';

/** The longest line that any server takes, without its end (RFC 5322 section 2.1.1). Characters. */
const LONGEST_LINE = 998;

/**
 * Builds mails: HTML and plain text side by side, everything encoded so that 7-bit servers take it. The same mail gives the
 * same bytes. The structure is always the same, so it is written down here; how headers and texts are encoded is
 * nodemailer's business. Its composer, which can do any structure, took seven times as long.
 */
export function createMailBuilder(): MailBuilder {
  const quotedPrintable = createQuotedPrintable();

  /** The head of a part and its text, without a line end after it. */
  function part(type: string, text: string, longestLine: number): string {
    const asItStands = plainLines(text, longestLine);
    const encoding = asItStands === null ? 'quoted-printable' : '7bit';
    return (
      `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n` +
      (asItStands ?? quotedPrintable(text))
    );
  }

  return {
    build(mail) {
      const head = mailHead(mail);
      const boundary = boundaryOf(mail.identity.messageId);
      const message =
        `${head}Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n` +
        // Shown as it stands, so lines are short; in HTML, line ends mean nothing.
        `--${boundary}\r\n${part('text/plain', mail.text, 76)}\r\n` +
        `--${boundary}\r\n${part('text/html', mail.html, LONGEST_LINE)}\r\n` +
        `--${boundary}--\r\n`;
      // Nothing in it is more than ASCII: what was, is encoded.
      const raw = Buffer.from(message, 'latin1');
      return Promise.resolve(LONE_LINE_END.test(head) ? raw : withLineEndsInOrder(raw));
    },
  };
}

/**
 * A text that every server takes as it is (RFC 2045 section 2.7: ASCII without NUL), with CRLF line ends; null for one that has
 * to be encoded.
 */
function plainLines(text: string, longest: number): string | null {
  const lines = LONE_LINE_END.test(text) ? text.replace(/\r\n?|\n/g, '\r\n') : text;
  if (Buffer.byteLength(lines) > lines.length || lines.includes('\0')) return null;
  return hasLongLine(lines, longest) ? null : lines;
}

/** Goes by the last line end that is in reach, so that not every line costs a look. */
function hasLongLine(lines: string, longest: number): boolean {
  for (let start = 0, end; lines.length - start > longest; start = end + 1) {
    end = lines.lastIndexOf('\n', start + longest + CRLF.length - 1);
    if (end < start) return true;
  }
  return false;
}

const CRLF = '\r\n';

/**
 * Nobody who writes a body can know the identifier that the delivery will get, so none can hold the boundary;
 * quoted-printable cannot hold its beginning.
 */
function boundaryOf(messageId: string): string {
  return `=_${hash('sha256', messageId).slice(0, 32)}`;
}
