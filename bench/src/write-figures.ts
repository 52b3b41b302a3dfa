const HEADING = '## Figures';

/**
 * The document with these figures in place of those under its last heading, "Figures".
 * @throws Error when it has no such heading.
 */
export function writeFigures(document: string, figures: string): string {
  const at = document.lastIndexOf(`\n${HEADING}\n`);
  if (at === -1) throw new Error(`There is no heading "${HEADING}" to write under.`);
  return `${document.slice(0, at)}\n${HEADING}\n\n${figures}\n`;
}
