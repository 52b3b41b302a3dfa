import { fieldOf, type ChangeSettingsInput, type FieldKey } from '@postern/core';
import type { EditForm } from './edit-form.ts';
import { KEPT, markOf, type FieldTexts } from './field-texts.ts';

/** The fields whose text is another one than when the form was opened. */
export function changedKeys({ marks }: Pick<EditForm, 'marks'>, typed: FieldTexts): readonly FieldKey[] {
  return [...typed].filter(([key, text]) => marks[key] !== markOf(text)).map(([key]) => key);
}

/** What the person changed, and nothing else, as core takes it. */
export function changeOf(
  keys: readonly FieldKey[],
  typed: FieldTexts,
): Required<Pick<ChangeSettingsInput, 'set' | 'unset'>> {
  const texts = keys.map((key) => ({ name: fieldOf(key).name, text: (typed.get(key) ?? '').trim() }));
  const given = texts.filter(({ text }) => text !== '' && text !== KEPT);
  return {
    set: Object.fromEntries(given.map(({ name, text }) => [name, text])),
    unset: texts.filter(({ text }) => text === '').map(({ name }) => name),
  };
}
