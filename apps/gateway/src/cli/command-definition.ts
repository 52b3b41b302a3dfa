import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';

/** One word after `postern`. */
export interface CommandDefinition {
  /** Adds the word, with its options and subcommands, to the program. */
  add(program: Command, context: CommandContext): void;
}
