import { takeLevel } from '../words/take-level.ts';
import { tokenize } from '../words/tokenize.ts';
import { findSubcommand } from './find-subcommand.ts';
import type { SlashCommand } from './subcommand.ts';

/** Whether a line will want a modal, told before anything is asked of the database. */
export function opensModal(command: SlashCommand, typed: string): boolean {
  const tokens = tokenize(typed);
  const taken = tokens.ok ? takeLevel(tokens.words) : null;
  if (taken?.ok !== true) return false;
  return findSubcommand(command, taken.rest[0]?.text ?? '')?.opensModal === true;
}
