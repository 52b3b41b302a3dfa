import type { Logger } from '@postern/core';
import type { Message } from './blocks/message.ts';

/** A way to bring a message to a person; throws when Slack does not take it. */
export type Way = (message: Message) => Promise<unknown>;

/**
 * Brings the answer to the person by the first way that works. Never throws: what could not be brought at all is logged.
 * @param ways the better first.
 */
export async function deliverAnswer(
  ways: readonly Way[],
  message: Message,
  { logger, reference }: { readonly logger: Logger; readonly reference: string },
): Promise<void> {
  for (const [index, bring] of ways.entries()) {
    try {
      await bring(message);
      return;
    } catch (error) {
      const log = { reference, way: index + 1, error };
      if (index + 1 < ways.length) logger.warn(log, 'Slack did not take an answer');
      else logger.error(log, 'A person could not be answered');
    }
  }
}
