import { writeLine } from '../words/write-line.ts';
import { paceWord } from '../words/pace-words.ts';
import { RECOVERY_KEYS } from '../words/recovery-words.ts';
import type { Word } from '../words/word.ts';
import { RULE_FIELDS, type RuleField, type RuleForm, type RuleTexts } from './rule-form.ts';
import { NO_RULE } from './rule-texts.ts';

/** The line that a form stands for: `rules add …`, or `rules edit ID …` with what was changed alone. */
export function lineOfRule(
  { id, mark, level }: Pick<RuleForm, 'id' | 'mark' | 'level'>,
  values: RuleTexts,
  changed: ReadonlySet<RuleField>,
): string {
  if (id !== null && changed.size === 0) return `rules show ${id}`;
  const said = RULE_FIELDS.filter((field) =>
    id === null ? values[field].trim() !== NO_RULE[field] : changed.has(field),
  );
  const head = id === null ? ['rules', 'add'] : ['rules', 'edit', id];
  return writeLine([
    ...head,
    ...said.flatMap((field) => wordsOf(field, values[field])),
    ...(mark === null ? [] : [`mark:${mark}`]),
    ...(id === null ? level : []),
  ]);
}

/** A list with nothing in it takes the matcher away. */
function wordsOf(field: RuleField, value: string): readonly (string | Word)[] {
  switch (field) {
    case 'types':
      return [
        `type:${value
          .split(/[\s,;]+/)
          .filter((type) => type !== '')
          .join(',')}`,
      ];
    case 'severity':
      return [`severity:${value}`];
    case 'name':
      return [`name:${value.trim()}`];
    case 'to':
      return ['to', { text: addressesIn(value).join(','), quoted: true }];
    case 'process':
    case 'robot':
    case 'queue':
    case 'folder':
    case 'tenant':
    case 'text': {
      const patterns = linesOf(value);
      return patterns.length === 0 ? [`${field}:`] : patterns.map((pattern) => `${field}:${pattern}`);
    }
    case 'digest':
    case 'hours':
    case 'storm':
    case 'atOnceFrom':
      return [paceWord(field, value)];
    case 'recovery':
      // A form of an older version does not ask for it.
      return value === '' ? [] : [`${RECOVERY_KEYS[0]}:${value}`];
    default:
      return field satisfies never;
  }
}

/** Addresses, one a line or with commas between. */
export function addressesIn(value: string): readonly string[] {
  return value
    .split(/[\n,;]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function linesOf(value: string): readonly string[] {
  return value
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
