import { LANGUAGES } from '@postern/core';
import { z } from 'zod';
import { modalOriginSchema } from '../modals/modal-origin.ts';
import { parseJson } from '../words/parse-json.ts';

/** How the form is told from other modals. */
export const RULE_FORM = 'rule-form';

/** Its inputs, in the order that they stand in. */
export const RULE_FIELDS = [
  'types',
  'severity',
  'process',
  'robot',
  'queue',
  'folder',
  'tenant',
  'text',
  'to',
  'digest',
  'hours',
  'storm',
  'atOnceFrom',
  'recovery',
  'name',
] as const;
export type RuleField = (typeof RULE_FIELDS)[number];

/** What stands in each input; `''` for nothing. */
export type RuleTexts = Readonly<Record<RuleField, string>>;

/** What an open form carries through Slack and back, as `private_metadata`. */
const ruleFormSchema = modalOriginSchema.extend({
  /** The slash command whose line the form becomes. */
  command: z.string(),
  language: z.enum(LANGUAGES),
  /** Words that name the level, such as `org acme`. */
  level: z.array(z.string()),
  /** The rule that is changed; null: a new one. */
  id: z.string().nullable(),
  /** Its mark as it was when the form was opened; null: a new one. */
  mark: z.string().nullable(),
  /** Marks of what stood in the inputs: only what was changed goes into the line. */
  marks: z.record(z.string(), z.string()),
});

/** See {@link ruleFormSchema}. */
export type RuleForm = z.output<typeof ruleFormSchema>;

/** Null: the modal was made by an older version, or is no such form. */
export function readRuleForm(privateMetadata: string): RuleForm | null {
  const parsed = ruleFormSchema.safeParse(parseJson(privateMetadata));
  return parsed.success ? parsed.data : null;
}
