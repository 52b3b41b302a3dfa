import { z } from 'zod';

const ON = ['on', 'true', 'yes', 'oui', '1'];
const OFF = ['off', 'false', 'no', 'non', '0'];

/** Accepts a switch: `true` or `false`, or what people type for them in English and French, in any case. */
export const switchSchema: z.ZodType<boolean> = z.unknown().transform((value, context) => {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (ON.includes(word)) return true;
  if (OFF.includes(word)) return false;
  context.addIssue({ code: 'custom', message: 'Say "on" or "off".' });
  return z.NEVER;
});
