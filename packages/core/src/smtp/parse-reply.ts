import type { SmtpReply } from './smtp-failure.ts';
import { scrubText, type Hidden } from './scrub-text.ts';

/** Code, separator, and an enhanced status code when there is one (RFC 5321 section 4.2, RFC 3463 section 2). */
const LINE = /^(\d{3})(?:[ -]|$)(?:([245]\.\d{1,3}\.\d{1,3})(?:\s|$))?/;

/**
 * Reads a server's reply, one line or several. The enhanced code is the first line's; the text is all lines as one, without
 * codes. Null when it does not look like a reply.
 */
export function parseReply(raw: string, hidden?: Hidden): SmtpReply | null {
  const lines = raw.split(/\r?\n/).filter((line) => line !== '');
  const first = LINE.exec(lines[0] ?? '');
  const code = Number(first?.[1]);
  if (first === null || code < 200 || code > 599) return null;
  const text = lines.map((line) => line.replace(LINE, '')).join(' ');
  return { code, enhanced: first[2] ?? null, text: scrubText(text, hidden) };
}

/** The reply as people read it: codes and text on one line. */
export function formatReply(reply: SmtpReply): string {
  return [String(reply.code), reply.enhanced, reply.text]
    .filter((part) => part !== null && part !== '')
    .join(' ');
}
