/**
 * Text of a payload, made fit to be shown: `\n` line ends; no control characters but `\n` and `\t`; no bidi embeddings,
 * overrides and isolates (they let `exe.pdf` read as `fdp.exe`, https://trojansource.codes); lone surrogates replaced;
 * piles of combining marks ("zalgo") cut so that no line paints over its neighbours. Markup stays as it is: escaping is
 * the layout's work.
 */
export function cleanText(text: string): string {
  // Nearly all text is clean: one scan decides, and nothing is copied.
  if (!SUSPICIOUS.test(text)) return text;
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNWANTED, '').replace(PILED_MARKS, '$1');
}

/** {@link cleanText} as one line: every run of white space becomes one space, none at the ends. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/** C0 and C1 without tab and line feed, delete, bidi controls (UAX 9: 202A–202E, 2066–2069), byte order mark, noncharacters. */
const UNWANTED = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** More marks on one letter than any living script needs. */
const PILED_MARKS = /(\p{M}{6})\p{M}+/gu;

const SUSPICIOUS =
  /(?![\n\t])\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{M}{7}|\p{Cs}/u;
