import type { types } from '@slack/bolt';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import type { Messages } from '../messages/messages.ts';
import type { ModalOrigin } from './modal-origin.ts';

/** A message as a modal. Slack takes tables in messages alone, so a table becomes lines. */
export function messageModal(
  { text, blocks = [] }: Pick<Message, 'text'> & Partial<Message>,
  { texts, origin }: { readonly texts: Messages; readonly origin: ModalOrigin },
): types.ModalView {
  const shown = blocks.flatMap((block): readonly types.KnownBlock[] =>
    block.type === 'table' ? tableLines(block) : [block],
  );
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Postern' },
    close: { type: 'plain_text', text: texts.edit.close },
    private_metadata: JSON.stringify(origin),
    blocks: shown.length === 0 ? [...sections(text.split('\n'))] : shown,
  };
}

/** The first row is the head, which would only be in the way. */
function tableLines({ rows }: types.TableBlock): readonly types.SectionBlock[] {
  const lines = rows.slice(1).map((row) => {
    const [first = '', ...rest] = row.map((cell) =>
      cell.type === 'raw_text' ? escapeMrkdwn(cell.text) : '–',
    );
    return `*${first}*\n${rest.join(' · ')}`;
  });
  return sections(lines);
}
