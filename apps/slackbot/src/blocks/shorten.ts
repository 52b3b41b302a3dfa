const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text, or as much of it as fits with an ellipsis; never half of an emoji. Only for where Slack cuts or refuses: the
 * reader sees that something is missing.
 * @param most in UTF-16 units, the ellipsis included.
 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length + 1 > most) break;
    kept += segment;
  }
  return `${kept}…`;
}
