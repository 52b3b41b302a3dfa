import Table from 'cli-table3';
import type { CommandIo } from './command-io.ts';

const NO_BORDERS = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
  ].map((edge) => [edge, '']),
);

/** Prints rows under a head, in columns, wrapped by nothing: what is long stays whole so that it can be copied. */
export function printTable(
  io: CommandIo,
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const table = new Table({
    head: [...head],
    chars: { ...NO_BORDERS, middle: '  ' },
    style: { head: io.colour ? ['bold'] : [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map(oneLine)));
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
  io.out(`${lines.join('\n')}\n`);
}

/** Control characters would let stored text move the cursor of whoever reads it. */
function oneLine(cell: string | number): string {
  return String(cell).replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
