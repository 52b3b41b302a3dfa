import type { z } from 'zod';
import { paceFields, type paceSchema } from './pace-schema.ts';
import { parseDigest, parseHours, parseStorm } from './parse-pace.ts';

/** A pace in the words of people; what is absent is not said. */
export interface PaceWords {
  readonly digest?: string;
  readonly hours?: string;
  readonly storm?: string;
  readonly atOnceFrom?: string;
}

/** Part of a pace. */
export type PacePart = keyof PaceWords;

/** What is wrong with one part; without a text, its words say nothing. */
export interface PaceProblem {
  readonly part: PacePart;
  readonly text: string | null;
}

/** Words for "none of this"; with none at all, too. */
const NONE: readonly string[] = [
  ...['', 'off', 'no', 'none', 'any', 'always', 'never'],
  ...['non', 'aucun', 'aucune', 'toujours', 'jamais'],
];

/**
 * Reads the parts of a pace that are said, all problems at once; `off`, `any` and `none` take a part away. What has a problem
 * is left out.
 */
export function paceFromWords(words: PaceWords): {
  readonly pace: NonNullable<z.input<typeof paceSchema>>;
  readonly problems: readonly PaceProblem[];
} {
  const problems: PaceProblem[] = [];
  const part = <T>(
    name: PacePart,
    { schema, none, parse }: { schema: z.ZodType<T>; none: T; parse: (text: string) => unknown },
  ): Record<string, T> => {
    const text = words[name]?.trim();
    if (text === undefined) return {};
    if (NONE.includes(text.toLowerCase())) return { [name]: none };
    const value = parse(text);
    const checked = value === null ? null : schema.safeParse(value);
    if (checked?.success === true) return { [name]: checked.data };
    problems.push({ part: name, text: checked?.error.issues[0]?.message ?? null });
    return {};
  };
  const pace = {
    ...part('digest', { schema: paceFields.digest, none: null, parse: parseDigest }),
    ...part('hours', { schema: paceFields.hours, none: [], parse: parseHours }),
    ...part('storm', { schema: paceFields.storm, none: null, parse: parseStorm }),
    ...part('atOnceFrom', { schema: paceFields.atOnceFrom, none: null, parse: (text) => text.toLowerCase() }),
  };
  return { pace, problems };
}
