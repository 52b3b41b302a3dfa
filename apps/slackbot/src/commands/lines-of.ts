import type { Organization } from '@postern/core';
import type { LineButton } from '../blocks/line-button.ts';
import type { Word } from '../words/word.ts';
import { writeLine } from '../words/write-line.ts';
import type { SlashCommand } from './subcommand.ts';

/** Makes lines of a command that name the level, so that a button means the same wherever it is pressed. */
export function linesOf(
  { name }: Pick<SlashCommand, 'name'>,
  organization: Pick<Organization, 'slug'> | null,
): (words: readonly (string | Word)[]) => LineButton['line'] {
  const level = organization === null ? ['host'] : ['org', organization.slug];
  return (words) => ({ command: name, typed: writeLine([...words, ...level]) });
}
