/** Tells whether a text, folded by {@link foldText}, fits a pattern. */
export type PatternMatcher = (folded: string) => boolean;

/** The form in which patterns and texts are compared: one Unicode normal form (NFC), no case. */
export function foldText(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/**
 * A pattern as people write it: `*` stands for any text, everything else for itself, case aside. The whole text must
 * fit. No regular expression is made of it, so no pattern takes more than linear time and memory.
 */
export function compilePattern(pattern: string): PatternMatcher {
  const [first = '', ...others] = foldText(pattern).split('*');
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  const middle = others.filter((part) => part !== '');
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    // Taking each part at its first place leaves the most room for the next, so there is never a need to go back.
    let from = first.length;
    for (const part of middle) {
      const place = text.indexOf(part, from);
      if (place === -1) return false;
      from = place + part.length;
      if (from > end) return false;
    }
    return true;
  };
}

/** Whether the pattern stands for itself alone. */
export function isLiteral(pattern: string): boolean {
  return !pattern.includes('*');
}
