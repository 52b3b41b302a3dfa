import { LANGUAGES, type FieldKey } from '@postern/core';
import { z } from 'zod';
import { modalOriginSchema } from '../modals/modal-origin.ts';
import { parseJson } from '../words/parse-json.ts';

/** How the form is told from other modals. */
export const EDIT_FORM = 'edit-settings';

/** What an open form carries through Slack and back, as `private_metadata`: ids and versions, nothing to be kept from anybody. */
const editFormSchema = modalOriginSchema.extend({
  /** The slash command whose lines are offered. */
  command: z.string(),
  teamId: z.string(),
  /** The person's, for what is said before anybody is asked. */
  language: z.enum(LANGUAGES),
  /** Short name; null: the host. */
  slug: z.string().nullable(),
  /** The head of the settings that the form shows. */
  head: z.int(),
  /** Marks of what was set when the form was opened. */
  marks: z.record(z.string(), z.string()),
  /** The chosen provider. */
  preset: z.string().nullable(),
  /** Whether the rarely used fields are shown. */
  more: z.boolean(),
  /** Fields that somebody else changed otherwise meanwhile. */
  contested: z.array(z.string()),
});

/** See {@link editFormSchema}. */
export type EditForm = z.output<typeof editFormSchema>;

/** Null: the modal was made by an older version, or is no form. */
export function readEditForm(privateMetadata: string): EditForm | null {
  const parsed = editFormSchema.safeParse(parseJson(privateMetadata));
  return parsed.success ? parsed.data : null;
}

/** The block of a field's input. */
export function blockOf(key: FieldKey): string {
  return `field:${key}`;
}
