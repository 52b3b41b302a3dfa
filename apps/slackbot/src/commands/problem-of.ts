import {
  refusalText,
  toAppError,
  type AppError,
  type ErrorCode,
  type LogFields,
  type Logger,
} from '@postern/core';
import { escapeMrkdwn } from '../blocks/escape-mrkdwn.ts';
import type { Messages } from '../messages/messages.ts';
import type { ProblemText } from '../messages/problem-text.ts';

/** Codes whose text is for the person; those of other codes may name paths and keys, which are the log's. */
const EXPECTED: readonly ErrorCode[] = ['input-invalid', 'not-found', 'not-allowed', 'conflict', 'refused'];

/** What to tell a person about what was thrown; logs it under the reference that they are told. */
export function problemOf(
  thrown: unknown,
  {
    texts,
    logger,
    fields,
  }: { readonly texts: Messages; readonly logger: Logger; readonly fields: LogFields },
): ProblemText {
  const error = toAppError(thrown);
  const expected = EXPECTED.includes(error.code);
  if (expected) logger.info({ ...fields, outcome: error.code }, 'Command refused');
  else logger.error({ ...fields, error }, 'Command failed');
  return problemText(error, { texts, expected });
}

function problemText(
  error: AppError,
  { texts, expected }: { readonly texts: Messages; readonly expected: boolean },
): ProblemText {
  const { what, next } = texts.problems.errors[error.code];
  return expected
    ? { what: `${what} ${escapeMrkdwn(refusalText(error, texts.language))}`, next }
    : { what, next };
}
