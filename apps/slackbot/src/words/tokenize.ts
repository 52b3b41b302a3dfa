import { slackToken } from './slack-token.ts';
import { unescapeEntities } from './unescape-entities.ts';
import type { Word } from './word.ts';

/** The words that were typed, or the quote that was opened and never closed. */
export type Tokens =
  { readonly ok: true; readonly words: readonly Word[] } | { readonly ok: false; readonly openQuote: string };

/** What closes each quote; keyboards and Slack itself make typographic ones, and each country has its own. */
const CLOSING: Readonly<Record<string, string>> = { '"': '"“”', '“': '”"“', '”': '”"', '„': '“”"', '«': '»' };
/** Quotes that are apostrophes too (`d’Acme`): they count only where a value begins, and only when they are closed. */
const APOSTROPHES: Readonly<Record<string, string>> = { "'": "'", '‘': '’' };

/**
 * Splits what was typed behind a slash command into words. Quotes hold words together, straight or typographic; single
 * ones only at the start of a word or behind an `=`, elsewhere they are apostrophes. A quote behind a backslash is a letter within quotes, and any other backslash is a letter (`DOMAIN\user`). Links,
 * addresses and mentions are read as {@link slackToken} says, and Slack's `&amp;`, `&lt;` and `&gt;` as what they stand for.
 */
export function tokenize(typed: string): Tokens {
  const words: Word[] = [];
  let current = '';
  let quoted = false;
  const end = (): void => {
    if (current !== '' || quoted) words.push({ text: current, quoted });
    current = '';
    quoted = false;
  };
  let at = 0;
  while (at < typed.length) {
    const letter = typed.charAt(at);
    const token = letter === '<' ? slackToken(typed, at) : null;
    const quote = openingQuote(typed, at, current);
    if (token !== null) {
      current += token.text;
      at = token.end;
    } else if (quote !== null) {
      const inner = readQuoted(typed, { from: at + 1, closing: quote });
      if (inner === null) return { ok: false, openQuote: letter };
      quoted ||= current === '';
      current += letter === '«' ? inner.text.trim() : inner.text;
      at = inner.end;
    } else if (/\s/.test(letter)) {
      end();
      at += 1;
    } else {
      const plain = readLetter(typed, at);
      current += plain.text;
      at = plain.end;
    }
  }
  end();
  return { ok: true, words };
}

/** The letters that close the quote which opens here; null when none does. */
function openingQuote(typed: string, at: number, current: string): string | null {
  const letter = typed.charAt(at);
  const closing = CLOSING[letter];
  if (closing !== undefined) return closing;
  const apostrophe = APOSTROPHES[letter];
  if (apostrophe === undefined || (current !== '' && !current.endsWith('='))) return null;
  // Closed where a word ends, so that `'tis d'Acme` opens nothing.
  const closed = new RegExp(`${apostrophe}(?:\\s|$)`).test(typed.slice(at + 1));
  return closed ? apostrophe : null;
}

function readQuoted(
  typed: string,
  { from, closing }: { readonly from: number; readonly closing: string },
): { readonly text: string; readonly end: number } | null {
  let text = '';
  let at = from;
  while (at < typed.length) {
    const letter = typed.charAt(at);
    const escaped = letter === '\\' && closing.includes('"') && /["“”\\]/.test(typed.charAt(at + 1));
    if (escaped) {
      text += typed.charAt(at + 1);
      at += 2;
      continue;
    }
    const last = at + 1 === typed.length || /\s/.test(typed.charAt(at + 1));
    if (closing.includes(letter) && (letter !== "'" || last)) return { text, end: at + 1 };
    const token = letter === '<' ? slackToken(typed, at) : null;
    const read = token ?? readLetter(typed, at);
    text += read.text;
    at = read.end;
  }
  return null;
}

function readLetter(typed: string, at: number): { readonly text: string; readonly end: number } {
  const [letter = ''] = /^&(?:amp|lt|gt);|^[^]/.exec(typed.slice(at, at + 5)) ?? [];
  return { text: unescapeEntities(letter), end: at + letter.length };
}
