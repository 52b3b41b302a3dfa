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
/** And one this long does, however long the secret is. */
const MOST_TELLING_LENGTH = 16;

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
  const secrets = hidden.secrets.map(knownOf).filter(({ value }) => value !== '');
  let safe = text;
  for (const { spellings } of secrets)
    for (const spelling of spellings) safe = safe.replaceAll(spelling, REMOVED);
  for (const { spellings, isRandom } of secrets)
    if (isRandom) for (const spelling of spellings) safe = withoutPieces(safe, spelling);
  if (!PLAIN.test(safe)) safe = safe.replace(UNSAFE, ' ');
  const identities = (hidden.identities ?? []).filter((value) => value !== '').map(bytesOf);
  const telling = [...secrets.map(({ bytes }) => bytes), ...identities];
  if (telling.length > 0) {
    safe = safe.replace(BASE64_RUN, (run) => (telling.some((bytes) => encodes(run, bytes)) ? REMOVED : run));
  }
  return cap(safe.trim());
}

/** What is looked for of a secret. */
interface Known {
  readonly value: string;
  /** Its UTF-8 bytes, one a character. */
  readonly bytes: string;
  readonly spellings: readonly string[];
  /** A key file has public parts, such as where it is used: no piece of it is telling. */
  readonly isRandom: boolean;
}

/** A session's secrets are looked for in each of its replies. */
const KNOWN = new WeakMap<Secret, Known>();

function knownOf(secret: Secret): Known {
  const known = KNOWN.get(secret);
  if (known !== undefined) return known;
  const value = secret.expose();
  const made = {
    value,
    bytes: bytesOf(value),
    spellings: spellingsOf(value),
    isRandom: !value.startsWith('{'),
  };
  KNOWN.set(secret, made);
  return made;
}

function bytesOf(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

/**
 * As it is, as forms, JSON, pages and dumps carry it, and as its UTF-8 bytes look when they are read as Latin-1; each from its
 * end as well.
 */
function spellingsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const spellings = [
    value,
    encodeURIComponent(value.toWellFormed()),
    new URLSearchParams({ '': value }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    escapedHtml(value),
    bytes.toString('latin1'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
  return [...new Set(spellings.flatMap((spelling) => [spelling, Array.from(spelling).reverse().join('')]))];
}

function escapedHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The text without what is left of the spelling where it was cut off. */
function withoutPieces(text: string, spelling: string): string {
  const length = Math.min(Math.max(TELLING_LENGTH, Math.ceil(spelling.length / 2)), MOST_TELLING_LENGTH);
  if (!sharePiece(text, spelling, length)) return text;
  let [kept, end] = ['', 0];
  for (let at = 0; at + length <= text.length; at += 1) {
    if (!spelling.includes(text.slice(at, at + length))) continue;
    if (at >= end) kept += `${text.slice(end, at)}${REMOVED}`;
    end = at + length;
  }
  return kept + text.slice(end);
}

/** Whether the run, read as base64 from any of its four possible beginnings, holds a telling piece of the value. */
function encodes(run: string, bytes: string): boolean {
  const length = Math.min(TELLING_LENGTH, bytes.length);
  return [0, 1, 2, 3].some((offset) =>
    sharePiece(Buffer.from(run.slice(offset), 'base64').toString('latin1'), bytes, length),
  );
}

/**
 * Whether both hold the same piece of that length. Most texts hold none: every such piece has in it one of the text's blocks
 * of half that length, so only those are looked for at first.
 */
function sharePiece(text: string, value: string, length: number): boolean {
  const block = Math.floor((length + 1) / 2);
  for (let at = 0; at + block <= text.length; at += block) {
    if (!value.includes(text.slice(at, at + block))) continue;
    const last = Math.min(at, text.length - length);
    for (let from = Math.max(0, at + block - length); from <= last; from += 1)
      if (value.includes(text.slice(from, from + length))) return true;
  }
  return false;
}

function cap(text: string): string {
  return text.length <= TEXT_CAP ? text : `${text.slice(0, TEXT_CAP - 1)}…`;
}
