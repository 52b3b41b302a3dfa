import type { Language, PaceProblem } from '@postern/core';
import { PACE_KEYS, readPace } from '../../words/pace-words.ts';
import { readMatchers, type TypedMatchers } from '../../words/matcher-words.ts';
import { readOptions } from '../../words/read-options.ts';
import { readRecovery, RECOVERY_KEYS } from '../../words/recovery-words.ts';
import { splitClauses } from '../../words/split-clauses.ts';
import type { Word } from '../../words/word.ts';

/** What a line says about a rule, in core's words; what it leaves out is absent. */
export interface TypedRule {
  readonly name?: string;
  readonly matchers: TypedMatchers;
  readonly recipients?: { address: string; language: Language | null; timeZone: string | null }[];
  readonly includeData?: string[];
  readonly pace: ReturnType<typeof readPace>['pace'];
  readonly recovery?: boolean;
}

/** A rule; or a key that is not known, with the one that was probably meant; or words about its pace or about ends that say nothing. */
export type ReadRule =
  | {
      readonly ok: true;
      readonly rule: TypedRule;
      /** The rule’s mark as it was when the change was thought of; null: it says none. */
      readonly mark: string | null;
    }
  | { readonly ok: false; readonly fault: 'key'; readonly key: string; readonly near: string | null }
  | { readonly ok: false; readonly fault: 'pace'; readonly problem: PaceProblem; readonly typed: string }
  | { readonly ok: false; readonly fault: 'recovery'; readonly typed: string };

const OPTIONS = {
  name: ['name', 'nom'],
  language: ['language', 'langue'],
  zone: ['zone', 'fuseau'],
  data: ['data', 'données', 'donnees'],
  mark: ['mark'],
  recovery: RECOVERY_KEYS,
  ...PACE_KEYS,
} as const;

const MARKERS = { to: ['to', 'à', 'a', 'pour'] } as const;

/**
 * Reads `job.faulted process:Invoice to ops@acme.example,list:oncall language:fr`: words in front of `to` are types,
 * those behind it addresses and lists.
 */
export function readRule(words: readonly Word[]): ReadRule {
  const read = readMatchers(words, [...Object.values(OPTIONS).flat(), 'list']);
  if (!read.ok) return { ...read, fault: 'key' };
  const { options, rest } = readOptions(read.rest, OPTIONS);
  const { digest, hours, storm, atOnceFrom } = options;
  const { pace, problems } = readPace({
    ...(digest === undefined ? {} : { digest }),
    ...(hours === undefined ? {} : { hours }),
    ...(storm === undefined ? {} : { storm }),
    ...(atOnceFrom === undefined ? {} : { atOnceFrom }),
  });
  const [problem] = problems;
  if (problem !== undefined) return { ok: false, fault: 'pace', problem, typed: options[problem.part] ?? '' };
  const recovery = options.recovery === undefined ? undefined : readRecovery(options.recovery);
  if (recovery === null) return { ok: false, fault: 'recovery', typed: options.recovery ?? '' };
  const clause = splitClauses(rest, MARKERS);
  const types = clause('head').map(({ text }) => text);
  const addresses = listOf(
    clause('to')
      .map(({ text }) => text)
      .join(','),
  );
  const { types: keyed = [], ...others } = read.matchers;
  const typed = [...types, ...keyed];
  const anyType = read.matchers.types !== undefined || typed.length > 0;
  return {
    ok: true,
    mark: options.mark ?? null,
    rule: {
      ...(options.name === undefined ? {} : { name: options.name }),
      matchers: { ...others, ...(anyType ? { types: typed } : {}) },
      ...(addresses.length === 0
        ? {}
        : {
            recipients: addresses.map((address) => ({
              address,
              // What is no language is core's to refuse.
              language: (options.language ?? null) as Language | null,
              timeZone: options.zone ?? null,
            })),
          }),
      ...(options.data === undefined ? {} : { includeData: [...listOf(options.data)] }),
      pace,
      ...(recovery === undefined ? {} : { recovery }),
    },
  };
}

function listOf(text: string): readonly string[] {
  return text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
