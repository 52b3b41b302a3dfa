import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/registry.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/slack.md'), 'utf8');
const [SETTINGS = '', ALERTS = ''] = PAGE.split('And `/email-alerts`');

/** The words that the first cells of a table name: the first of each piece of code. */
function documentedWords(part: string): readonly string[] {
  const rows = part.split('\n').filter((line) => line.startsWith('| `'));
  const cells = rows.map((row) => row.split(/(?<!\\)\|/)[1] ?? '');
  return [
    ...new Set(
      cells.flatMap((cell) => [...cell.matchAll(/`([^\s`]+)[^`]*`/g)].map(([, word]) => word ?? '')),
    ),
  ];
}

describe.each(COMMANDS)('docs/slack.md, $name', ({ name, subcommands }) => {
  // The table of /email-alerts ends where variables of the configuration come.
  const documented = documentedWords(
    name === '/email-settings' ? SETTINGS : (ALERTS.split('\n## ')[0] ?? ''),
  );

  it.each(subcommands)('tells of $word, and of one other word for it', ({ word, aliases }) => {
    expect(documented).toContain(word);
    if (aliases.length > 0) expect(aliases.some((alias) => documented.includes(alias))).toBe(true);
  });

  it('tells of no word that there is not', () => {
    const there = new Set(subcommands.flatMap(({ word, aliases }) => [word, ...aliases]));
    expect(documented.filter((word) => !there.has(word))).toEqual([]);
  });
});
