import { toAppError, type AppError, type ErrorCode } from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import { context, sections } from '../blocks/message-blocks.ts';
import type { Message } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { messagesOf } from '../messages/messages-of.ts';
import type { Messages } from '../messages/messages.ts';
import type { ProblemText } from '../messages/problem-text.ts';
import type { Services } from '../services.ts';
import { runLine, type Line } from './run-line.ts';

/**
 * Answers one line, whatever becomes of it; never throws. A refusal says what happened and what to do next, under a
 * reference by which its log line is found.
 */
export async function answerLine(
  services: Services,
  line: Line,
  { reference }: { readonly reference: string },
): Promise<Message> {
  const texts = messagesOf(line.person.language);
  const fields = { reference, command: line.command.name, ...whoAndWhere(line) };
  try {
    if (line.person.trouble !== null) throw line.person.trouble;
    const outcome = await runLine(services, line);
    services.logger.info({ ...fields, outcome: outcome.kind }, 'Command answered');
    return outcome.kind === 'answer'
      ? outcome.message
      : problemMessage(outcome.problem, { texts, reference });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (isExpected(error.code)) {
      services.logger.info({ ...fields, outcome: error.code }, 'Command refused');
    } else {
      services.logger.error({ ...fields, error }, 'Command failed');
    }
    return problemMessage(errorText(error, texts), { texts, reference });
  }
}

function whoAndWhere({ person }: Line) {
  return { teamId: person.teamId, userId: person.userId, channelId: person.channelId };
}

/** Codes whose text is for the person; those of other codes may name paths and keys, which are the log's. */
const EXPECTED: readonly ErrorCode[] = ['input-invalid', 'not-found', 'not-allowed', 'conflict', 'refused'];

function isExpected(errorCode: ErrorCode): boolean {
  return EXPECTED.includes(errorCode);
}

function errorText(error: AppError, texts: Messages): ProblemText {
  const { what, next } = texts.problems.errors[error.code];
  return isExpected(error.code) ? { what: `${what} ${escapeMrkdwn(error.message)}`, next } : { what, next };
}

function problemMessage(
  { what, next }: ProblemText,
  { texts, reference }: { readonly texts: Messages; readonly reference: string },
): Message {
  const small = texts.reference(reference);
  return { text: plainText([what, next, small]), blocks: [...sections([what, next]), context(small)] };
}
