import type { Page } from '@postern/core';
import { Option, type Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { CommandIo } from './command-io.ts';
import { printLine } from './print.ts';

/** How an export is written. */
export interface ExportOptions {
  readonly format: 'csv' | 'jsonl';
}

/** Adds `--format`. */
export function withFormat(command: Command): Command {
  return command.addOption(
    new Option('--format <format>', 'CSV, or one JSON object a line')
      .choices(['csv', 'jsonl'])
      .default('csv'),
  );
}

/** What is written of one kind of thing. */
export interface Export<Thing> extends ExportOptions {
  readonly head: readonly string[];
  readonly row: (thing: Thing) => readonly string[];
  /** One page of them, of up to 500. */
  readonly page: (cursor: { readonly cursor?: string }) => Promise<Page<Thing>>;
}

/**
 * Writes a list of any length page by page: as CSV (RFC 4180), in which cells that a spreadsheet would run as formulas begin
 * with an apostrophe; or as one JSON object a line.
 */
export async function exportPages<Thing>(
  io: CommandIo,
  { format, head, row, page }: Export<Thing>,
): Promise<void> {
  if (format === 'csv') io.out(csv([head]));
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const { items, next }: Page<Thing> = await page(cursor === undefined ? {} : { cursor });
    if (format === 'csv') io.out(csv(items.map(row)));
    else for (const item of items) printLine(io, JSON.stringify(item));
    cursor = next;
  }
}

function csv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => [...cells]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}
