import type { Secret } from '../kernel/secret.ts';

/** How much of a server's words is kept, in characters. */
export const TEXT_CAP = 500;

/** Control characters, line and paragraph separators, and marks that reorder text: they forge log lines and screens. */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/** Visible ASCII and spaces, as most replies are: nothing to look for. */
const PLAIN = /^[ -~]*$/;

/** Runs that may be base64 (RFC 4648), as AUTH commands are (RFC 4954). */
const BASE64_RUN = /[A-Za-z0-9+/_-]{4,}={0,2}/g;

/** A shared piece this long counts as the secret itself, so that a cut-off echo is caught too. */
const TELLING_LENGTH = 8;

const REMOVED = '[removed]';

/** What must not survive in a text. */
export interface Hidden {
  /** Never shown, neither in clear nor encoded. */
  readonly secrets: readonly Secret[];
  /** Shown in clear, but not base64-encoded: the user name, which is half of an AUTH string. */
  readonly identities?: readonly string[];
}

/**
 * A foreign text fit for people and logs: one line, no control characters, at most {@link TEXT_CAP} characters, and without
 * secrets: servers have been seen to echo the AUTH command they refuse.
 */
export function scrubText(text: string, hidden: Hidden = { secrets: [] }): string {
  const clear = hidden.secrets.map((secret) => secret.expose()).filter((value) => value !== '');
  let safe = text;
  for (const spelling of clear.flatMap(spellingsOf)) safe = safe.replaceAll(spelling, REMOVED);
  if (!PLAIN.test(safe)) safe = safe.replace(UNSAFE, ' ');
  const telling = [...clear, ...(hidden.identities ?? [])].filter((value) => value !== '');
  if (telling.length > 0) {
    safe = safe.replace(BASE64_RUN, (run) => (telling.some((value) => encodes(run, value)) ? REMOVED : run));
  }
  return cap(safe.trim());
}

/** As it is, as a form carries it, and as its UTF-8 bytes look when they are read as Latin-1. */
function spellingsOf(value: string): readonly string[] {
  return [value, encodeURIComponent(value.toWellFormed()), Buffer.from(value, 'utf8').toString('latin1')];
}

/** Whether the run, read as base64 from any of its four possible beginnings, holds a telling piece of the value. */
function encodes(run: string, value: string): boolean {
  const bytes = Buffer.from(value, 'utf8').toString('latin1');
  const length = Math.min(TELLING_LENGTH, bytes.length);
  for (let offset = 0; offset < 4; offset += 1) {
    const decoded = Buffer.from(run.slice(offset), 'base64').toString('latin1');
    for (let start = 0; start + length <= bytes.length; start += 1) {
      if (decoded.includes(bytes.slice(start, start + length))) return true;
    }
  }
  return false;
}

function cap(text: string): string {
  return text.length <= TEXT_CAP ? text : `${text.slice(0, TEXT_CAP - 1)}…`;
}
