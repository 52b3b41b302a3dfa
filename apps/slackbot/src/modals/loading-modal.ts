import { LANGUAGES } from '@postern/core';
import type { types } from '@slack/bolt';
import { section } from '../blocks/message-blocks.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { ModalOrigin } from './modal-origin.ts';

/**
 * What stands in a modal until there is something to show. In every language at once: whoever asks Slack for the person's
 * may lose the three seconds in which a modal can be opened.
 */
export function loadingModal(origin: ModalOrigin): types.ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Postern' },
    private_metadata: JSON.stringify(origin),
    blocks: LANGUAGES.map((language) => section(messagesOf(language).edit.loading)),
  };
}
