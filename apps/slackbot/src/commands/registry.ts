import { help } from './help.ts';
import { history } from './history.ts';
import type { SlashCommand } from './subcommand.ts';
import { rollback } from './rollback.ts';
import { test } from './test.ts';
import { view } from './view.ts';

/** Every slash command with its words, in the order that help shows them. */
export const COMMANDS: readonly SlashCommand[] = [
  {
    name: '/email-settings',
    description: 'Mail settings: look at them, change them, test them',
    subcommands: [view, test, history, rollback, help],
  },
];
