import type { InputIssue } from '../kernel/errors.ts';
import { findField } from './fields.ts';
import type { Field } from './fields/field.ts';
import type { LayerEdit } from './layer-edit.ts';
import type { FieldKey } from './mail-settings.ts';
import { unknownField } from './unknown-field.ts';

/** What people give: words for fields, and values typed or as text; secrets as `Secret` or `{ reference }`. */
export interface RawEdit {
  readonly set: Readonly<Record<string, unknown>>;
  readonly unset: readonly string[];
}

/** Reads an edit field by field. `edit` holds what could be read, so that its own faults can be told along with the issues. */
export function parseEdit({ set, unset }: RawEdit): {
  readonly edit: LayerEdit;
  readonly issues: readonly InputIssue[];
} {
  const read = Object.entries(set).map(([word, value]) => readField(word, value));
  const removed = unset.map((word) => findField(word) ?? unknownField(word));
  const unsetKeys = removed.flatMap((one) => ('key' in one ? [one.key] : []));
  const given = read.filter((one) => one.ok);
  const entriesOf = (secret: boolean): object =>
    Object.fromEntries(
      given
        .filter(({ field }) => (field.kind === 'secret') === secret)
        .map(({ field, value }) => [field.key, value]),
    );
  return {
    edit: {
      values: entriesOf(false),
      secrets: entriesOf(true),
      unset: [...new Set(unsetKeys)],
    },
    issues: [
      ...read.flatMap((one) => (one.ok ? [] : one.issues)),
      ...givenTwice(given.map(({ field }) => field)),
      ...setAndUnset(
        given.map(({ field }) => field),
        unsetKeys,
      ),
      ...removed.flatMap((one) => ('key' in one ? [] : [one])),
    ],
  };
}

type ReadField =
  | { readonly ok: true; readonly field: Field; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

function readField(word: string, value: unknown): ReadField {
  const field = findField(word);
  if (field === null) return { ok: false, issues: [unknownField(word)] };
  const result = field.schema.safeParse(value);
  if (result.success) return { ok: true, field, value: result.data };
  return { ok: false, issues: result.error.issues.map(({ message }) => ({ path: field.name, message })) };
}

/** By two of its spellings. */
function givenTwice(fields: readonly Field[]): readonly InputIssue[] {
  const twice = fields.filter((field, index) => fields.indexOf(field) !== index);
  return [...new Set(twice)].map(({ name }) => ({ path: name, message: 'It is given twice. Give it once.' }));
}

function setAndUnset(fields: readonly Field[], unset: readonly FieldKey[]): readonly InputIssue[] {
  return [...new Set(fields)]
    .filter(({ key }) => unset.includes(key))
    .map(({ name }) => ({ path: name, message: 'It is both set and unset. Choose one.' }));
}
