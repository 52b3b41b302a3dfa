import { AppError } from '@postern/core';

const MINUTES: Readonly<Record<string, number>> = { s: 60, min: 1 };

/**
 * Reads a limit such as `600/min` or `20/s`, per minute; `none` (0) is no limit, `default` (null) takes it back.
 * @throws AppError `input-invalid`.
 */
export function readLimit(text: string): number | null {
  const word = text.trim().toLowerCase();
  if (word === 'default') return null;
  if (word === 'none' || word === '0') return 0;
  const [, amount, unit] = /^(\d{1,7})\/(s|min)$/.exec(word) ?? [];
  const perMinute = Number(amount) * (MINUTES[unit ?? ''] ?? Number.NaN);
  if (Number.isNaN(perMinute))
    throw new AppError(
      'input-invalid',
      'Give a number a minute or a second, such as 600/min or 20/s; none; or default.',
    );
  return perMinute;
}

/** The same in words. */
export function limitText(perMinute: number | null, otherwise: number): string {
  if (perMinute === null) return `${String(otherwise)}/min (default)`;
  return perMinute === 0 ? 'none' : `${String(perMinute)}/min`;
}
