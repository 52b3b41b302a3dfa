import { isJsonObject } from './json-object.ts';
import { findJsonFault, MAX_DEPTH, type JsonFault } from './json-fault.ts';

/** A JSON value, or why there is none. */
export type JsonReading =
  { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & JsonFault);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads a body as JSON: UTF-8 (RFC 8259 section 8.1) with or without a byte order mark, at most {@link MAX_DEPTH} deep,
 * no name twice in one object. A name that comes twice means two things to two readers, so it is not for us to choose.
 * Never throws; the result is plain data, and a `__proto__` in it is an own property like any other.
 */
export function readJson(bytes: Uint8Array): JsonReading {
  const text = decodeUtf8(bytes);
  return text === null ? notUtf8(bytes) : readJsonText(text);
}

/** The same for a text. */
export function readJsonText(text: string): JsonReading {
  const { depth, colons } = survey(text);
  // A megabyte of brackets would keep the parser busy for a third of a second before it is refused all the same.
  const parsed = depth > MAX_DEPTH ? null : tryParse(text);
  if (parsed !== null && colons === countNames(parsed.value)) return { ok: true, value: parsed.value };
  const fault = findJsonFault(text);
  // Both readers follow RFC 8259 (a property test holds them together); should they ever differ, the text is held.
  return { ok: false, ...(fault ?? { reason: 'not-json', explanation: 'The text is not JSON.' }) };
}

function tryParse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** Depth and colons outside of texts. Each member of an object has one colon, so a name that came twice leaves one too many. */
function survey(text: string): { readonly depth: number; readonly colons: number } {
  let open = 0;
  let depth = 0;
  let colons = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case 0x3a:
        colons += 1;
        break;
      case 0x5b:
      case 0x7b:
        open += 1;
        if (open > depth) depth = open;
        break;
      case 0x5d:
      case 0x7d:
        open -= 1;
        break;
      default:
    }
  }
  return { depth, colons };
}

/** The place of the quote that closes the string starting at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function countNames(root: unknown): number {
  let names = 0;
  const left: unknown[] = [root];
  while (left.length > 0) {
    const value = left.pop();
    if (isJsonObject(value)) {
      const members = Object.values(value);
      names += members.length;
      for (const member of members) if (typeof member === 'object') left.push(member);
    } else if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (typeof item === 'object') left.push(item);
    }
  }
  return names;
}

/** Without `ignoreBOM` it takes a byte order mark off; whole texts alone, so that it remembers nothing. */
const decoder = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Names the first byte that is not UTF-8: the length of the longest start that decodes, found by halving. */
function notUtf8(bytes: Uint8Array): JsonReading {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isStartOfUtf8(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const explanation = `The body is not UTF-8: byte ${good + 1} does not belong there.`;
  return { ok: false, reason: 'not-json', explanation };
}

function isStartOfUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
