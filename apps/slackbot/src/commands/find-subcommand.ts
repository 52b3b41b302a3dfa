import type { SlashCommand, Subcommand } from './subcommand.ts';

/** The subcommand that a word or one of its aliases names, in any case of its letters; null when there is none. */
export function findSubcommand({ subcommands }: SlashCommand, word: string): Subcommand | null {
  const wanted = word.toLowerCase();
  return subcommands.find((one) => one.word === wanted || one.aliases.includes(wanted)) ?? null;
}

/** Every word that names a subcommand. */
export function wordsOf({ subcommands }: SlashCommand): readonly string[] {
  return subcommands.flatMap(({ word, aliases }) => [word, ...aliases]);
}
