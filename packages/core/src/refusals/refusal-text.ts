import type { AppError, InputIssue } from '../kernel/errors.ts';
import type { Language } from '../kernel/language.ts';
import { FRENCH_SETTINGS } from './french-settings.ts';
import { FRENCH_VALUES } from './french-values.ts';
import { FRENCH_WORK } from './french-work.ts';
import type { Translation } from './translation.ts';

/** Every refusal in French, by what core says in English. */
export const FRENCH_REFUSALS: readonly Translation[] = [...FRENCH_SETTINGS, ...FRENCH_VALUES, ...FRENCH_WORK];

/**
 * What a refusal says, in the reader's language. Core speaks English, which is what logs and the command line show; what has
 * no translation stays as it is.
 */
export function refusalText({ message, issues }: AppError, language: Language): string {
  if (language === 'en') return message;
  const first = issues[0];
  if (first === undefined) return translate(message);
  // The faults stand behind what was refused, one after the other; each is a text of its own.
  const at = message.indexOf(first.path === '' ? first.message : `${first.path}: `);
  const head = at > 0 ? message.slice(0, at).trim() : '';
  const faults = issues.map((issue) =>
    issue.path === '' ? issueText(issue, language) : `${issue.path} : ${issueText(issue, language)}`,
  );
  return [...(head === '' ? [] : [translateHead(head)]), ...faults].join(' ');
}

/** What is wrong with one part of what was given, in the reader's language. */
export function issueText({ message }: InputIssue, language: Language): string {
  return language === 'en' ? message : translate(message);
}

/** `The rule is not valid.` is the beginning of a text whose end are the faults. */
function translateHead(head: string): string {
  const what = /^(.*) is not valid\.$/s.exec(head)?.[1];
  return what === undefined ? translate(head) : `${translate(what)} : non valable.`;
}

interface Pattern {
  /** What stands before, between and behind what is filled in. */
  readonly fixed: readonly string[];
  /** Letters that are not filled in: the more, the surer. */
  readonly sure: number;
  readonly translated: string;
}

const EXACT: ReadonlyMap<string, string> = new Map(FRENCH_REFUSALS);

const PATTERNS: readonly Pattern[] = FRENCH_REFUSALS.filter(([english]) => /\{\d\}/.test(english))
  .map(([english, translated]) => ({
    fixed: english.split(/\{\d\}/),
    sure: english.replaceAll(/\{\d\}/g, '').length,
    translated,
  }))
  .toSorted((one, other) => other.sure - one.sure);

function translate(text: string): string {
  const exact = EXACT.get(text);
  if (exact !== undefined) return exact;
  for (const { fixed, translated } of PATTERNS) {
    const parts = partsBetween(fixed, text);
    if (parts !== null) return fill(translated, parts);
  }
  return text;
}

/**
 * What stands between the fixed texts, each as short as can be; null when the text does not fit. In linear time, which an
 * expression with several `.*?` would not take: what is filled in is for people to type.
 */
function partsBetween(fixed: readonly string[], text: string): readonly string[] | null {
  const [first = '', ...others] = fixed;
  const last = others.pop() ?? '';
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return null;
  const parts: string[] = [];
  let from = first.length;
  for (const part of others) {
    const place = text.indexOf(part, from);
    if (place === -1 || place + part.length > end) return null;
    parts.push(text.slice(from, place));
    from = place + part.length;
  }
  return [...parts, text.slice(from, end)];
}

/** What is filled in may be a text of core itself, or a list of names. */
function fill(translated: string, parts: readonly string[]): string {
  return translated.replaceAll(/\{(\d)\}/g, (_whole, place: string) => {
    const part = parts[Number(place)] ?? '';
    const list = /^(?:[\w-]+, )*[\w-]+ and [\w-]+$/.test(part);
    return list ? part.replace(' and ', ' et ') : translate(part);
  });
}
