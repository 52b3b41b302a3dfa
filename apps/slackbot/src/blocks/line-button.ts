import { AppError } from '@postern/core';
import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';
import { upright } from './upright.ts';

/** A button that does what a typed line does: the same words, rights, answers and audit. */
export interface LineButton {
  /** Plain; about 30 letters are shown. */
  readonly text: string;
  readonly line: {
    /** With its slash. */
    readonly command: string;
    /** All behind it, as Slack would send it: see `writeLine`. */
    readonly typed: string;
  };
  readonly style?: 'primary' | 'danger';
}

/** How such a button is told from others. */
export const LINE_ACTION = 'line';

/** A row of buttons; nothing for none. Slack takes up to 25, and people up to 5. */
export function buttons(row: readonly LineButton[]): readonly types.ActionsBlock[] {
  return row.length === 0 ? [] : [{ type: 'actions', elements: row.map(numberedButton) }];
}

function numberedButton({ text, line, style }: LineButton, number: number): types.Button {
  const value = JSON.stringify(line);
  // Slack refuses the whole message; a line that long was not made for a button.
  if (value.length > LIMITS.buttonValue)
    throw new AppError('internal', 'Something went wrong inside Postern.', { detail: `button: ${text}` });
  return {
    type: 'button',
    text: { type: 'plain_text', text: shorten(upright(text), LIMITS.button), emoji: true },
    action_id: `${LINE_ACTION}:${String(number)}`,
    value,
    ...(style === undefined ? {} : { style }),
  };
}
