/** Cuts to at most `max` user-perceived characters (UAX 29), so that no emoji or accent is torn; a cut ends in `…`. */
export function capLine(text: string, max: number): string {
  // A text of that few code units has no more graphemes: the common case costs nothing.
  if (text.length <= max) return text;
  // In ASCII every code unit is a character; the segmenter is a hundred times slower.
  if (ASCII.test(text.slice(0, max + 1))) return `${text.slice(0, max - 1).trimEnd()}…`;
  // One grapheme may be of any length, so the code units are bounded as well.
  const bounded = text.slice(0, max * 16);
  const starts: number[] = [];
  for (const { index } of graphemes.segment(bounded)) {
    starts.push(index);
    if (starts.length > max) return `${bounded.slice(0, starts[max - 1]).trimEnd()}…`;
  }
  return bounded.length === text.length ? text : `${bounded.slice(0, starts.at(-1)).trimEnd()}…`;
}

/** A text that was shortened in its middle. */
export interface CutText {
  readonly text: string;
  /** UTF-16 code units that were left out; 0 when nothing was. */
  readonly leftOut: number;
}

/**
 * Keeps the beginning and the end of a long text and leaves out its middle, at line ends where one is near: .NET and Java
 * name the exception in the first lines, Python in the last.
 */
export function cutMiddle(text: string, max: number, gap: (leftOut: number) => string): CutText {
  if (text.length <= max) return { text, leftOut: 0 };
  const headEnd = backToLineEnd(text, Math.floor(max * 0.75));
  const tailStart = onToLineStart(text, text.length - Math.floor(max * 0.25));
  const leftOut = tailStart - headEnd;
  const head = text.slice(0, headEnd).trimEnd();
  const tail = text.slice(tailStart).trimEnd();
  return { text: `${head}\n${gap(leftOut)}\n${tail}`, leftOut };
}

/** How far a cut may move to fall on the end of a line. */
const LINE_REACH = 400;

function backToLineEnd(text: string, position: number): number {
  const lineEnd = text.lastIndexOf('\n', position);
  return lineEnd !== -1 && lineEnd > position - LINE_REACH ? lineEnd : betweenCharacters(text, position);
}

function onToLineStart(text: string, position: number): number {
  const lineEnd = text.indexOf('\n', position);
  return lineEnd !== -1 && lineEnd < position + LINE_REACH ? lineEnd + 1 : betweenCharacters(text, position);
}

/** Not between the two halves of a surrogate pair. */
function betweenCharacters(text: string, position: number): number {
  const after = text.charCodeAt(position);
  return after >= 0xdc00 && after <= 0xdfff ? position + 1 : position;
}

const ASCII = /^[ -~]*$/;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
