import { narrowText } from '../../kernel/narrow-text.ts';

/**
 * Text as HTML, wherever it stands: in an element or in a quoted attribute. All that HTML reads as more than text is escaped,
 * and what is beyond ASCII becomes references, so that the mail needs no encoding on its way, which for a layout of some
 * 200 lines took longer than rendering it. Nothing is `''`.
 */
export function htmlText(text: string | null): string {
  if (text === null) return '';
  return NOT_AS_IT_IS.test(text) ? narrowText(text.replace(RUNS_NOT_AS_THEY_ARE, references)) : text;
}

/** {@link htmlText} with its line ends: Outlook's engine knows no `white-space: pre-wrap`. */
export function htmlLines(text: string): string {
  // The line end within the tag keeps lines short, for servers, and shows nowhere.
  return htmlText(text).replaceAll('\n', '<br\r\n>');
}

const NOT_AS_IT_IS = /["&'<=>`\x80-\uffff]/;
const RUNS_NOT_AS_THEY_ARE = /["&'<=>`]|[\x80-\uffff]+/g;

/** Of one character, such as `<`, `’` or a no-break space, nearly always. */
function references(characters: string): string {
  if (characters.length === 1) return ESCAPES[characters] ?? `&#${String(characters.charCodeAt(0))};`;
  return Array.from(characters, (character) => `&#${String(character.codePointAt(0))};`).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#x27;',
  '<': '&lt;',
  '=': '&#x3D;',
  '>': '&gt;',
  '`': '&#x60;',
};
