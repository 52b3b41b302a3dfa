/**
 * The document with these figures in place of those under the heading: up to the next heading of its rank, or the end.
 * @throws Error when it has no such heading.
 */
export function writeFigures(document: string, heading: string, figures: string): string {
  const at = document.lastIndexOf(`\n${heading}\n`);
  if (at === -1) throw new Error(`There is no heading "${heading}" to write under.`);
  const next = document.indexOf('\n## ', at + 1);
  const rest = next === -1 ? '' : document.slice(next);
  return `${document.slice(0, at)}\n${heading}\n\n${figures}\n${rest}`;
}
