import type { types, ViewOutput } from '@slack/bolt';
import { section } from '../blocks/message-blocks.ts';

/** The block that stands on top, replaced by the next one. */
const NOTICE = 'notice';

/** The parts of a view that came from Slack and go back to it. */
export type SentView = Pick<
  ViewOutput,
  'title' | 'close' | 'submit' | 'blocks' | 'private_metadata' | 'callback_id'
>;

/** The same modal with something said on top of it. What was typed stays, since its fields stay; no database is asked. */
export function noticeOn(view: SentView, mrkdwn: string): types.ModalView {
  const { title, close, submit, private_metadata, callback_id } = view;
  const blocks = view.blocks.filter(({ block_id: id }) => id !== NOTICE) as types.KnownBlock[];
  return {
    type: 'modal',
    title: { type: 'plain_text', text: title.text },
    ...(close === null ? {} : { close: { type: 'plain_text', text: close.text } }),
    ...(submit === null ? {} : { submit: { type: 'plain_text', text: submit.text } }),
    private_metadata,
    callback_id,
    blocks: [{ ...section(mrkdwn), block_id: NOTICE }, ...blocks],
  };
}
