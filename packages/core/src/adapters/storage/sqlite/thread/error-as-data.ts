import { AppError, toAppError } from '../../../../kernel/errors.ts';
import type { ErrorAsData } from './thread-messages.ts';

/** Whatever was thrown, fit to go to another thread: its cause stays behind. */
export function errorAsData(error: unknown): ErrorAsData {
  const { code, message, detail, issues } = toAppError(error);
  return { code, message, detail, issues };
}

/** The error that {@link errorAsData} was made of. */
export function errorFromData({ code, message, detail, issues }: ErrorAsData): AppError {
  return new AppError(code, message, { ...(detail === undefined ? {} : { detail }), issues });
}
