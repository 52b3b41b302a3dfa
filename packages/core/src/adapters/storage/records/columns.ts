import { z } from 'zod';
import { levelKey, levelOfKey, type Level } from '../../../kernel/level.ts';

/** A level as its key: `host` or `org:<id>`. */
export const levelColumn = z.codec(z.string(), z.custom<Level>(), {
  decode: (key, context) => {
    const level = levelOfKey(key);
    if (level !== null) return level;
    context.issues.push({ code: 'custom', message: 'Not the key of a level.', input: key });
    return z.NEVER;
  },
  encode: (level) => levelKey(level),
});

/** A flag as 0 or 1. */
export const flagColumn = z.codec(z.number(), z.boolean(), {
  decode: (number, context) => {
    if (number === 0 || number === 1) return number === 1;
    context.issues.push({ code: 'custom', message: 'Neither 0 nor 1.', input: number });
    return z.NEVER;
  },
  encode: (flag) => (flag ? 1 : 0),
});

/** A value of that schema as JSON text. */
export function jsonColumn<S extends z.ZodType>(schema: S): z.ZodCodec<z.ZodString, S> {
  return z.codec(z.string(), schema, {
    decode: (text, context) => {
      try {
        return JSON.parse(text) as z.input<S>;
      } catch {
        context.issues.push({ code: 'custom', message: 'Not JSON.', input: text });
        return z.NEVER;
      }
    },
    encode: (value) => JSON.stringify(value),
  });
}

/** Epoch milliseconds, or another whole number. */
export const wholeNumber = z.int();

/** A list that nobody alters. */
export function list<S extends z.ZodType>(schema: S): z.ZodReadonly<z.ZodArray<S>> {
  return z.array(schema).readonly();
}
