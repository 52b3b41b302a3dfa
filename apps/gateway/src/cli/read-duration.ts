import { AppError, parseLength } from '@postern/core';

/**
 * Reads a length of time such as `60s`, `90m`, `1h30` or `2 days`, in milliseconds.
 * @throws AppError `input-invalid`.
 */
export function readDuration(text: string): number {
  const length = parseLength(text);
  if (length !== null) return length;
  throw new AppError('input-invalid', 'Give a length of time such as 60s, 30m, 2h or 1d.');
}
