/** How wide lines are, and what the second and every further line begin with. */
export interface WrapStyle {
  readonly width: number;
  readonly indent: string;
}

/** RFC 5322 section 2.1.1 asks for lines of at most 78 characters; two are left for a `> `. */
const MAIL_STYLE: WrapStyle = { width: 76, indent: '' };

/** Breaks lines at spaces. A word that is wider than a line, such as a URL, stays whole: broken, it would lead nowhere. */
export function wrapText(text: string, { width, indent }: WrapStyle = MAIL_STYLE): string {
  // Nearly all are one short line.
  if (text.length <= width && !text.includes('\n')) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, width).join(`\n${indent}`))
    .join(`\n${indent}`);
}

/** At plain spaces only: what French typography holds together with a no-break space stays together. */
function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current: string | null = null;
  for (const word of line.split(' ')) {
    if (current === null) current = word;
    else if (current.length + 1 + word.length <= width) current = `${current} ${word}`;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current ?? ''];
}
