import { code } from '../../blocks/escape-mrkdwn.ts';
import { shorten } from '../../blocks/shorten.ts';
import type { Invocation, Outcome } from '../subcommand.ts';

/** Refuses a key in front of a colon that no matcher has. @param subcommand the first word, whose help lists the keys */
export function unknownKey(
  { command, texts }: Pick<Invocation, 'command' | 'texts'>,
  {
    key,
    near,
    subcommand,
  }: { readonly key: string; readonly near: string | null; readonly subcommand: string },
): Outcome {
  const shown = code(`${shorten(key, 60)}:`);
  const problem =
    near === null
      ? texts.problems.unknownWord(shown, code(`${command.name} help ${subcommand}`))
      : texts.problems.unknownWordNear(shown, code(`${near}:`));
  return { kind: 'problem', problem };
}
