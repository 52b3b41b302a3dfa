import type { Logger } from '@postern/core';
import type { types, webApi } from '@slack/bolt';
import { isViewClosed } from '../slack-error.ts';

/** Puts a view into an open modal. Never throws: who has closed the modal does not want it, and all else is logged. */
export async function showModal(
  view: types.ModalView,
  parts: {
    readonly viewId: string;
    readonly client: webApi.WebClient;
    readonly logger: Logger;
    readonly reference: string;
  },
): Promise<void> {
  const { viewId, client, logger, reference } = parts;
  try {
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    if (isViewClosed(error)) logger.info({ reference }, 'A modal was closed before it could be filled');
    else logger.error({ reference, error }, 'A modal could not be filled');
  }
}
