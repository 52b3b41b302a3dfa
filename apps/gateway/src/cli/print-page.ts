import type { Page } from '@postern/core';
import type { CommandIo } from './command-io.ts';
import { printLine } from './print.ts';
import { printTable } from './print-table.ts';

/** Prints a page of a list as a table, how to go on after it, and the words in place of an empty one. */
export function printPage<T>(
  io: CommandIo,
  { items, next }: Page<T>,
  shown: {
    readonly none: string;
    readonly head: readonly string[];
    readonly row: (item: T) => readonly (string | number)[];
  },
): void {
  if (items.length === 0) {
    printLine(io, shown.none);
    return;
  }
  printTable(io, shown.head, items.map(shown.row));
  if (next !== null) printLine(io, `More: --cursor ${next}`);
}
