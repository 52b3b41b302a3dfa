import { AppError, DAY, HOUR, MINUTE } from '@postern/core';

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/**
 * Reads a length of time such as `90m`, `2h` or `1d`, in milliseconds.
 * @throws AppError `input-invalid`.
 */
export function readDuration(text: string): number {
  const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text.trim()) ?? [];
  const length = UNITS[unit ?? ''];
  if (amount === undefined || length === undefined)
    throw new AppError('input-invalid', 'Give a length of time such as 30m, 2h or 1d.');
  return Number(amount) * length;
}
