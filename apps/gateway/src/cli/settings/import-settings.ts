import { AppError, changeSettings, fieldOf, readImport, type ImportedSettings } from '@postern/core';
import type { CommandContext, LevelOptions } from '../command-context.ts';
import type { CommandIo } from '../command-io.ts';
import { levelOf } from '../level-options.ts';
import { printJson, printLine } from '../print.ts';
import { printTable } from '../print-table.ts';
import { follow } from './change-fields.ts';
import { parseDocument } from './parse-document.ts';
import { readTextFile } from './read-text-file.ts';

/** Options of `settings import`. */
export interface ImportOptions extends LevelOptions {
  /** False with `--no-test`. */
  readonly test: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * `settings import`: a change like any other, made from another product's file.
 * @throws AppError `not-found` for the file; `input-invalid` when it is none of those that are understood; those of a change.
 */
export async function importSettings(
  context: CommandContext,
  file: string,
  options: ImportOptions,
): Promise<void> {
  const { io } = context;
  const level = await levelOf(context, options);
  const text = file === '-' ? await io.readInput() : await readTextFile(file);
  const imported = readImport(parseDocument(text));
  if (options.json !== true) printImported(io, imported, file);
  if (options.dryRun === true) {
    if (options.json === true) printJson(io, toShow(imported));
    return;
  }
  if (imported.carried.length === 0)
    throw new AppError('input-invalid', 'None of it can be carried, so nothing was changed.');
  const change = await changeSettings(await context.services(), context.actor, {
    level: level.level,
    set: imported.set,
    imported: true,
  });
  await follow(context, { level, change, options });
}

/** Without values: some are secrets, and the file has them all. */
function toShow({ kind, carried, left, passedOver }: ImportedSettings) {
  return { kind, carried, left, passedOver };
}

function printImported(io: CommandIo, imported: ImportedSettings, file: string): void {
  const { label, carried, left, passedOver } = imported;
  printLine(io, `${file === '-' ? 'Standard input' : file} holds mail settings of ${label}.`);
  const rows = [
    ...carried.map(({ name, key }) => [name, fieldOf(key).name, '']),
    ...left.map(({ name, why }) => [name, '–', why]),
  ];
  printTable(io, ['there', 'here', 'not carried because'], rows);
  if (passedOver.length > 0) printLine(io, `Passed over, since not about mail: ${passedOver.join(', ')}.`);
}
