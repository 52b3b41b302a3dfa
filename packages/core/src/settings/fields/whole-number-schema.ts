import { z } from 'zod';

/** Bounds of a whole number, both included, with an example for those who typed something else. */
export interface WholeNumberBounds {
  readonly min: number;
  readonly max: number;
  readonly example: number;
}

/** Accepts a whole number within bounds, typed or as decimal digits: no sign, no fraction, no exponent, no unit. */
export function wholeNumberSchema({ min, max, example }: WholeNumberBounds): z.ZodType<number> {
  return z.unknown().transform((value, context) => {
    const number = numberOf(value);
    if (number !== null && number >= min && number <= max) return number;
    const message = `Give a whole number from ${min} to ${max}, such as ${example}.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isInteger(value) ? value : null;
  const text = typeof value === 'string' ? value.trim() : '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
