import type { Word } from './word.ts';

/** Letters of words that mean the same with and without quotes. */
const PLAIN = /^[\p{L}\p{N}_:.@=+/,*-]+$/u;

/**
 * Words as a line that `tokenize` reads back as the same words: for buttons, and for lines that people are to copy. A text
 * that is not a keyword but could be taken for one, such as an organization's value `host`, is given with `quoted`.
 */
export function writeLine(words: readonly (string | Word)[]): string {
  return words.map(writeWord).join(' ');
}

function writeWord(word: string | Word): string {
  const { text, quoted } = typeof word === 'string' ? { text: word, quoted: false } : word;
  const written = quoted || !PLAIN.test(text) ? `"${text.replaceAll(/["“”\\]/g, String.raw`\$&`)}"` : text;
  // As Slack sends what is typed.
  return written.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
