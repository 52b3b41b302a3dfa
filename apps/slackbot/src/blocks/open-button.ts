import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';

/** How such a button is told from others: Slack tells the app of a press all the same, and wants it acknowledged. */
export const OPEN_ACTION = 'open-page';

/** A button that opens a page in the browser. The address goes nowhere else: Slack looks into no address on a button. */
export function openButton(text: string, url: string): types.ActionsBlock {
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        text: { type: 'plain_text', text: shorten(text, LIMITS.button), emoji: true },
        action_id: OPEN_ACTION,
        url,
        style: 'primary',
      },
    ],
  };
}
