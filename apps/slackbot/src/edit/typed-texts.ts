import { FIELDS } from '@postern/core';
import { z } from 'zod';
import { blockOf } from './edit-form.ts';
import type { FieldTexts } from './field-texts.ts';

/** What Slack tells of an input: a text, or an option. */
const stateSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.object({
      value: z.string().nullish(),
      selected_option: z.object({ value: z.string() }).nullish(),
    }),
  ),
);

/** The option that says "not set", or for a stored secret "take it away". */
export const NOTHING = '-';
/** In front of an option's value, so that no value is {@link NOTHING}. */
export const VALUE = '=';

/** What stands in a form's inputs. */
export interface TypedForm {
  readonly texts: FieldTexts;
  /** The input's name by field: it must stay for what is typed to stay. */
  readonly actions: ReadonlyMap<string, string>;
}

/** Reads a form's `state.values`; fields that it does not hold are left out. */
export function readTyped(values: unknown): TypedForm {
  const parsed = stateSchema.safeParse(values);
  const blocks = parsed.success ? parsed.data : {};
  const found = FIELDS.flatMap(({ key }) => {
    const [entry] = Object.entries(blocks[blockOf(key)] ?? {});
    return entry === undefined ? [] : [{ key, action: entry[0], state: entry[1] }];
  });
  return {
    texts: new Map(
      found.map(({ key, state: { value, selected_option: chosen } }) => [
        key,
        chosen === undefined ? (value ?? '') : (chosen?.value ?? NOTHING).replace(/^(?:-$|=)/, ''),
      ]),
    ),
    actions: new Map(found.map(({ key, action }) => [key, action])),
  };
}
