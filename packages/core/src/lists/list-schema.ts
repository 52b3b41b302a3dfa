import { z } from 'zod';
import { languageSchema } from '../kernel/language.ts';
import { mailAddressSchema, mailboxKey } from '../kernel/mail-address.ts';
import { timeZoneSchema } from '../kernel/time-zone.ts';
import { isListName } from './list-reference.ts';

/** As many as a rule has recipients: one event never means more mail by a list than by addresses. */
const MOST_MEMBERS = 100;

/** A name that people give or look for; in lower case from here on. */
export const listNameSchema = z.string().trim().normalize('NFC').toLowerCase().refine(isListName, {
  error: 'A list has a name of up to 60 letters, digits, dots, hyphens and underscores, such as "oncall".',
});

/** One member, as people give it. */
const memberSchema = z.strictObject({
  address: mailAddressSchema,
  language: languageSchema.nullable().default(null),
  timeZone: timeZoneSchema.nullable().default(null),
});

/** All members of a list. */
export const membersSchema = z
  .array(memberSchema)
  .min(1, { error: 'Give at least one address.' })
  .max(MOST_MEMBERS, { error: `Give up to ${MOST_MEMBERS} addresses.` })
  .refine((all) => new Set(all.map(({ address }) => mailboxKey(address))).size === all.length, {
    error: 'An address comes twice.',
  });
