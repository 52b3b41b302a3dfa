import { z } from 'zod';

/** Accepts a day of the calendar as `2027-03-31`, this century's. */
export const dateSchema: z.ZodType<string> = z
  .string({ error: 'Give a date such as 2027-03-31: year, month and day.' })
  .trim()
  .refine(isDay, { error: 'Give a date such as 2027-03-31: year, month and day.' });

function isDay(text: string): boolean {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  // 30 February parses as nothing, 31 April in some runtimes as 1 May.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
