import { z } from 'zod';

/** What a text may be. */
interface TextRules {
  /** In UTF-16 units, after trimming. */
  readonly max: number;
  /** What it must look like as a whole, and how to say so. */
  readonly pattern?: RegExp;
  readonly advice?: string;
}

/** C0 and C1 controls, DEL and the line separators: none of them belongs into a one-line value. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** Accepts one line of text; white space around it is dropped. An empty text is refused: taking a value away is `unset`. */
export function textSchema({ max, pattern, advice }: TextRules): z.ZodType<string> {
  return z
    .string({ error: 'Give a text.' })
    .trim()
    .min(1, { error: 'Give a value. To take the value away, unset the field.', abort: true })
    .max(max, { error: `Use at most ${max} characters.`, abort: true })
    .refine((text) => !CONTROL.test(text), {
      error: 'Give one line without line breaks or control characters.',
      abort: true,
    })
    .refine((text) => pattern?.test(text) ?? true, { error: advice ?? 'This is not valid.' });
}
