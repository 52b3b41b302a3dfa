import { code } from '../blocks/escape-mrkdwn.ts';
import type { Word } from '../words/word.ts';
import type { Invocation, Outcome } from './subcommand.ts';

/** Refuses words that a subcommand does not know. @param example a line that can be typed, without the command's name. */
export function tooManyWords(
  { command, texts }: Pick<Invocation, 'command' | 'texts'>,
  { words, example }: { readonly words: readonly Word[]; readonly example: string },
): Outcome {
  const typed = texts.list(words.map(({ text }) => code(text)));
  return { kind: 'problem', problem: texts.problems.tooManyWords(typed, code(`${command.name} ${example}`)) };
}
