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
  readonly expression: RegExp;
  /** Letters that are not filled in: the more, the surer. */
  readonly sure: number;
  readonly translated: string;
}

const EXACT: ReadonlyMap<string, string> = new Map(FRENCH_REFUSALS);

const PATTERNS: readonly Pattern[] = FRENCH_REFUSALS.filter(([english]) => /\{\d\}/.test(english))
  .map(([english, translated]) => ({
    expression: new RegExp(
      `^${english
        .split(/\{\d\}/)
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join('([^]*?)')}$`,
    ),
    sure: english.replaceAll(/\{\d\}/g, '').length,
    translated,
  }))
  .toSorted((one, other) => other.sure - one.sure);

function translate(text: string): string {
  const exact = EXACT.get(text);
  if (exact !== undefined) return exact;
  for (const { expression, translated } of PATTERNS) {
    const [, ...parts] = expression.exec(text) ?? [];
    if (parts.length > 0) return fill(translated, parts);
  }
  return text;
}

/** What is filled in may be a text of core itself, or a list of names. */
function fill(translated: string, parts: readonly string[]): string {
  return translated.replaceAll(/\{(\d)\}/g, (_whole, place: string) => {
    const part = parts[Number(place)] ?? '';
    const list = /^(?:[\w-]+, )*[\w-]+ and [\w-]+$/.test(part);
    return list ? part.replace(' and ', ' et ') : translate(part);
  });
}
