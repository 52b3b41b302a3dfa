import { Command, CommanderError } from 'commander';
import { nearestWord, toAppError, type AppError } from '@postern/core';
import { COMMANDS } from './commands/registry.ts';
import type { CommandContext } from './command-context.ts';
import type { CommandDefinition } from './command-definition.ts';
import { EXIT, EXIT_OF_ERROR, type ExitCode } from './exit-codes.ts';
import { escapedJson, harmless } from './print.ts';
import { VERSION } from '../version.ts';

/** Words after `postern`, without the program's own name. */
export type Words = readonly string[];

/**
 * Runs one command line and gives its exit status. Results go to standard output, everything else to standard error; with
 * `--json`, errors are one JSON object there.
 */
export async function runProgram(words: Words, context: Omit<CommandContext, 'exitWith'>): Promise<ExitCode> {
  const { io } = context;
  let code: ExitCode = EXIT.done;
  const program = new Command('postern')
    .description('System e-mail for automation platforms.')
    .version(VERSION, '--version')
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: io.width })
    .addHelpText('after', EXIT_HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(harmless(text)) });
  const full: CommandContext = { ...context, exitWith: (wanted) => void (code = wanted) };
  for (const load of wantedOf(words)) (await load()).add(program, full);
  settle(program);
  if (words.length === 0) {
    program.outputHelp();
    return EXIT.done;
  }
  try {
    refuseSlip(program, words);
    await program.parseAsync([...words], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const known = toAppError(error);
    io.err(words.includes('--json') ? errorJson(known) : errorText(known));
    return EXIT_OF_ERROR[known.code];
  }
}

/** A command that is named needs no other; help, and the search for the word that was meant, need all of them. */
function wantedOf([word = '']: Words): readonly (() => Promise<CommandDefinition>)[] {
  const named = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  return named === undefined ? Object.values(COMMANDS) : [named];
}

/**
 * Ends with the nearest word when a group's second word is none of its commands: Commander would take it for an argument
 * of the group's default command, and complain about that one.
 * @throws CommanderError
 */
function refuseSlip(program: Command, [first, second]: Words): void {
  const group = program.commands.find((command) => command.name() === first);
  if (group === undefined || group.commands.length === 0) return;
  if (second === undefined || second.startsWith('-')) return;
  const known = ['help', ...group.commands.map((command) => command.name())];
  if (known.includes(second)) return;
  const near = nearestWord(second, known);
  const advice = near === null ? `Its commands: ${known.join(', ')}` : `Did you mean ${near}?`;
  group.error(`error: unknown command '${second}'\n(${advice})`);
}

/** Subcommands made before the settings above were inherited get them too. */
function settle(command: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    settle(child);
  }
}

function errorText(error: AppError): string {
  const detail = error.code === 'internal' && error.detail !== undefined ? ` (${error.detail})` : '';
  return `${harmless(error.message + detail)}\n`;
}

function errorJson({ code, message, issues }: AppError): string {
  return `${escapedJson({ error: { code, message, issues } })}\n`;
}

const EXIT_HELP = `
Exit status: 0 done, 1 refused or not found, 2 tried and failed, 3 Postern cannot work (configuration, keys, database), 64 not understood.`;
