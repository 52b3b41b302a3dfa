import { AppError, changeSettings, findField, type SettingsChange, type SettingsTest } from '@postern/core';
import type { CommandContext, LevelOptions, NamedLevel } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { levelOf } from '../level-options.ts';
import { printJson, printLine } from '../print.ts';
import { proveChange } from './check-connection.ts';
import { printWarnings } from './print-settings.ts';
import { readAssignments } from './read-assignments.ts';
import { readFieldFiles } from './read-field-files.ts';
import { readSecrets, type SecretOptions } from './read-secrets.ts';

/** Options of `settings set` and `settings unset`. */
export interface ChangeOptions extends LevelOptions, SecretOptions {
  /** False with `--no-test`. */
  readonly test: boolean;
  readonly json?: boolean;
}

/**
 * `settings set`.
 * @throws AppError `input-invalid` when nothing is given to set, neither a word nor a secret on standard input.
 */
export async function setFields(
  context: CommandContext,
  words: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  if (words.length === 0 && options.passwordStdin !== true && options.secretStdin === undefined) {
    throw new AppError(
      'input-invalid',
      'Say what to set: FIELD=VALUE …, such as smtp-host=smtp.example.com. "postern settings fields" lists the fields.',
    );
  }
  const { set, ask, files } = readAssignments(words);
  const level = await levelOf(context, options);
  const secrets = await readSecrets(context.io, ask, options);
  const change = await changeSettings(await context.services(), context.actor, {
    level: level.level,
    set: { ...set, ...(await readFieldFiles(files)), ...secrets },
  });
  await follow(context, { level, change, options });
}

/** `settings unset`. */
export async function unsetFields(
  context: CommandContext,
  fields: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const level = await levelOf(context, options);
  const change = await changeSettings(await context.services(), context.actor, {
    level: level.level,
    unset: fields.map((word) => findField(word)?.key ?? word),
  });
  await follow(context, { level, change, options });
}

/** A change, and where it was made. */
export interface Changed {
  readonly level: NamedLevel;
  readonly change: SettingsChange;
  readonly options: Pick<ChangeOptions, 'test' | 'json'>;
}

/** Prints what a change came to. A changed connection is looked at at once: a draft becomes active by it, what is active untested is at least known. */
export async function follow(context: CommandContext, { level, change, options }: Changed): Promise<void> {
  const { io } = context;
  if (change.outcome === 'unchanged') {
    if (options.json === true) {
      printJson(io, { outcome: 'unchanged' });
      return;
    }
    printLine(io, 'Nothing changed: the settings are like that already.');
    return;
  }
  const unproven = change.drafted || change.activated === 'nothing-else-could-send';
  const which = change.drafted ? 'draft' : 'active';
  const quiet = options.json === true;
  const proof = options.test && unproven ? await proveChange(context, level, { which, quiet }) : null;
  if (proof !== null && proof.outcome !== 'passed' && change.drafted) context.exitWith(EXIT.failed);
  printWarnings(io, change.warnings);
  if (options.json === true) {
    printJson(io, { ...change, proof });
    return;
  }
  for (const line of outcomeLines(change, proof, level)) printLine(io, line);
}

type Saved = Extract<SettingsChange, { outcome: 'saved' }>;

function outcomeLines(change: Saved, proof: SettingsTest | null, { name }: NamedLevel): readonly string[] {
  const where = name === 'host' ? '--host' : `--org ${name}`;
  const lines: string[] = [];
  if (change.active !== null) lines.push(`Revision ${String(change.active.number)} of ${name} is active.`);
  if (change.drafted && change.draft !== null) {
    const number = String(change.draft.number);
    if (proof?.outcome === 'passed' && proof.activated)
      lines.push(`Revision ${number} of ${name} passed its check and is active.`);
    else {
      lines.push(
        `Revision ${number} of ${name} is a draft; what was active keeps sending.`,
        `Next: postern settings test ${where} --to YOU@EXAMPLE, or postern settings activate ${where} --anyway`,
      );
    }
  } else if (proof !== null && proof.outcome !== 'passed') {
    lines.push(
      'It is active although its check failed, because nothing else could send; mail waits and is tried again.',
    );
  }
  return lines;
}
