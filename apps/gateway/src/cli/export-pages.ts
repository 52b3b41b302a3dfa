import type { Page } from '@postern/core';
import { Option, type Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { CommandIo } from './command-io.ts';
import { escapedJson, harmless } from './print.ts';

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
    else for (const item of items) io.out(`${escapedJson(item)}\n`);
    cursor = next;
  }
}

function csv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(plainCell)),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

/**
 * A spreadsheet with a decimal comma, as in French, takes the semicolon for what parts cells, and the quotes around a cell
 * for text; others take a tab or a line break. So what would begin a cell for them begins no formula either.
 */
const BEGINS_FORMULA_ELSEWHERE = /(?<=[;\t\n]"?)[=+\-@＝＋－＠]/g;

function plainCell(text: string): string {
  return harmless(text).replace(BEGINS_FORMULA_ELSEWHERE, "'$&");
}
