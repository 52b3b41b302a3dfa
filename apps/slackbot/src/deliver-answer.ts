import type { Logger } from '@postern/core';
import type { Message } from './blocks/message.ts';

/** The ways to reach a person, the better first. Both throw when Slack does not take the message. */
export interface AnswerChannel {
  /** Through the command's `response_url`: 5 uses in 30 minutes, works in every channel. */
  respond(message: Message | Pick<Message, 'text'>): Promise<unknown>;
  /** As an ephemeral message by the bot, where the bot is a member. */
  post(message: Pick<Message, 'text'>): Promise<unknown>;
}

/**
 * Brings the answer to the person: whole; else as plain text, in case Slack does not take the blocks; else by the bot
 * itself. Never throws: what could not be brought at all is logged.
 */
export async function deliverAnswer(
  channel: AnswerChannel,
  message: Message,
  { logger, reference }: { readonly logger: Logger; readonly reference: string },
): Promise<void> {
  const { text } = message;
  const ways = [
    () => channel.respond(message),
    () => channel.respond({ text }),
    () => channel.post({ text }),
  ];
  for (const [index, bring] of ways.entries()) {
    try {
      await bring();
      return;
    } catch (error) {
      const log = { reference, way: index + 1, error };
      if (index + 1 < ways.length) logger.warn(log, 'Slack did not take an answer');
      else logger.error(log, 'A person could not be answered');
    }
  }
}
