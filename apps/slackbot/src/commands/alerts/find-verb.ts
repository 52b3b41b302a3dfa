import { nearestWord } from '@postern/core';
import { code } from '../../blocks/escape-mrkdwn.ts';
import { shorten } from '../../blocks/shorten.ts';
import type { Word } from '../../words/word.ts';
import type { Invocation, Outcome } from '../subcommand.ts';

/** The second words of a subcommand, each with its others, such as the French one; lower case. */
export type Verbs<V extends string> = Readonly<Record<V, readonly string[]>>;

/** The second word that was meant; null when it is none of them. */
export function findVerb<V extends string>(verbs: Verbs<V>, word: Word | undefined): V | null {
  if (word === undefined || word.quoted) return null;
  const wanted = word.text.toLowerCase();
  return (Object.keys(verbs) as V[]).find((verb) => verb === wanted || verbs[verb].includes(wanted)) ?? null;
}

/** Refuses a second word that is not there, naming the one that was probably meant. @param subcommand the first word */
export function unknownVerb<V extends string>(
  { command, texts }: Pick<Invocation, 'command' | 'texts'>,
  {
    verbs,
    typed,
    subcommand,
  }: { readonly verbs: Verbs<V>; readonly typed: string; readonly subcommand: string },
): Outcome {
  const near = nearestWord(
    typed,
    (Object.keys(verbs) as V[]).flatMap((verb) => [verb, ...verbs[verb]]),
  );
  const shown = code(shorten(typed, 60));
  const line = (words: string): string => code(`${command.name} ${words}`);
  const problem =
    near === null
      ? texts.problems.unknownWord(shown, line(`help ${subcommand}`))
      : texts.problems.unknownWordNear(shown, line(`${subcommand} ${near}`));
  return { kind: 'problem', problem };
}
