import type { types } from '@slack/bolt';
import { context, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import type { MessagePlace } from '../live-message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Messages } from '../messages/messages.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import type { Services } from '../services.ts';
import { problemOf } from './problem-of.ts';
import { runLine, type Line } from './run-line.ts';

/** What a person gets: a message, or a modal. */
export type LineAnswer =
  | {
      readonly kind: 'message';
      readonly message: Message;
      /** See `Outcome`. */
      readonly settled?: (at: MessagePlace) => Promise<void>;
    }
  | { readonly kind: 'modal'; readonly view: types.ModalView };

/**
 * Answers one line, whatever becomes of it; never throws. A refusal says what happened and what to do next, under a
 * reference by which its log line is found.
 */
export async function answerLine(
  services: Services,
  line: Line,
  { reference }: { readonly reference: string },
): Promise<LineAnswer> {
  const texts = messagesOf(line.person.language);
  const fields = { reference, command: line.command.name, ...whoAndWhere(line) };
  const refused = (problem: ProblemText): LineAnswer => ({
    kind: 'message',
    message: problemMessage(problem, { texts, reference }),
  });
  try {
    if (line.person.trouble !== null) throw line.person.trouble;
    const outcome = await runLine(services, line);
    services.logger.info({ ...fields, outcome: outcome.kind }, 'Command answered');
    if (outcome.kind === 'modal') return outcome;
    return outcome.kind === 'answer' ? { ...outcome, kind: 'message' } : refused(outcome.problem);
  } catch (thrown) {
    return refused(problemOf(thrown, { texts, logger: services.logger, fields }));
  }
}

function whoAndWhere({ person }: Line) {
  return { teamId: person.teamId, userId: person.userId, channelId: person.channelId };
}

function problemMessage(
  { what, next }: ProblemText,
  { texts, reference }: { readonly texts: Messages; readonly reference: string },
): Message {
  const small = texts.reference(reference);
  return { text: plainText([what, next, small]), blocks: [...sections([what, next]), context(small)] };
}
