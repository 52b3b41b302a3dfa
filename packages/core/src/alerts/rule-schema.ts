import { z } from 'zod';
import { EVENT_CAPS } from '../events/event-caps.ts';
import { SEVERITIES } from '../events/automation-event.ts';
import { audienceOf } from '../events/catalogue.ts';
import { languageSchema } from '../kernel/language.ts';
import { isMailAddress, mailboxKey } from '../kernel/mail-address.ts';
import { timeZoneSchema } from '../kernel/time-zone.ts';
import { listNameOf, listReference } from '../lists/list-reference.ts';

const MOST_PATTERNS = 50;
const MOST_RECIPIENTS = 100;

/** One line that people type, of up to so many characters. */
function line(max: number) {
  return z
    .string()
    .trim()
    .min(1, { error: 'It is empty: leave it out instead.' })
    .max(max, { error: `Use up to ${max} characters.` })
    .regex(/^\P{Cc}*$/u, { error: 'Use no line breaks or control characters.' });
}

const type = line(EVENT_CAPS.type)
  .regex(/^\S*$/, { error: 'A type has no spaces: give each type by itself, such as "job.faulted".' })
  .refine((pattern) => audienceOf(pattern) !== 'addressee', {
    error: 'This event goes to the person that it names and to nobody else, so no rule can have it.',
  });

function patterns<T extends z.ZodType<string>>(pattern: T) {
  return z.array(pattern).max(MOST_PATTERNS, { error: `Give up to ${MOST_PATTERNS}.` });
}

/** Each matcher by itself, without defaults. Patterns know `*` and ignore case. */
export const matcherFields = {
  types: patterns(type),
  minimumSeverity: z
    .enum(SEVERITIES, { error: `The severity must be one of: ${SEVERITIES.join(', ')}.` })
    .nullable(),
  tenants: patterns(line(EVENT_CAPS.name)),
  folders: patterns(line(EVENT_CAPS.name)),
  processes: patterns(line(EVENT_CAPS.name)),
  robots: patterns(line(EVENT_CAPS.name)),
  queues: patterns(line(EVENT_CAPS.name)),
  texts: patterns(line(EVENT_CAPS.name)),
} as const;

/** Accepts what can stand among the recipients of a rule: one bare address, or a list such as `list:oncall`. */
export const recipientSchema = z
  .string()
  .trim()
  .refine((text) => isMailAddress(text) || listNameOf(text) !== null, {
    error: 'Give one bare e-mail address, such as "ops@acme.example", or a list, such as "list:oncall".',
  })
  .transform((text) => {
    const list = listNameOf(text);
    return list === null ? text : listReference(list);
  });

const recipient = z.strictObject({
  address: recipientSchema,
  language: languageSchema.nullable().default(null),
  timeZone: timeZoneSchema.nullable().default(null),
});

/** Everything but the matchers, each by itself, without defaults. */
export const ruleFields = {
  name: line(200),
  recipients: z
    .array(recipient)
    .min(1, { error: 'Give at least one address.' })
    .max(MOST_RECIPIENTS, { error: `Give up to ${MOST_RECIPIENTS} addresses.` })
    .refine((all) => new Set(all.map(({ address }) => mailboxKey(address))).size === all.length, {
      error: 'An address comes twice.',
    }),
  /** Names of data, as they are in the event: `InputArguments.amount`. */
  includeData: z.array(line(EVENT_CAPS.dataKey)).max(EVENT_CAPS.dataKeys, {
    error: `Give up to ${EVENT_CAPS.dataKeys} names.`,
  }),
} as const;
