import type { types } from '@slack/bolt';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { buttons, type LineButton } from './line-button.ts';
import { header, section } from './message-blocks.ts';
import type { Message } from './message.ts';
import { plainText } from './plain-text.ts';

/** One thing in a list: what it says as mrkdwn, and what can be done with it. */
export interface ListItem {
  readonly text: string;
  readonly row: readonly LineButton[];
}

/** A list of things with their buttons under a title, and the pages' buttons at its end. Up to 20 things fit into a message. */
export function listMessage(parts: {
  /** Plain. */
  readonly title: string;
  readonly items: readonly ListItem[];
  /** What is said when there is nothing; mrkdwn. */
  readonly empty: string;
  readonly pages: readonly LineButton[];
}): Message {
  const { title, items, empty, pages } = parts;
  const blocks: readonly types.KnownBlock[] = items.flatMap(({ text, row }) => [
    section(text),
    ...buttons(row),
  ]);
  const texts = items.length === 0 ? [empty] : items.map(({ text }) => text);
  return {
    text: plainText([escapeMrkdwn(title), ...texts]),
    blocks: [header(title), ...(items.length === 0 ? [section(empty)] : blocks), ...buttons(pages)],
  };
}
