import { z } from 'zod';
import { languageSchema, type Language } from '../kernel/language.ts';
import { limitPerMinuteSchema } from '../kernel/limit-per-minute.ts';
import { timeZoneSchema } from '../kernel/time-zone.ts';

/** So many webhooks of one organization are taken in a minute unless it has a limit of its own. */
export const DEFAULT_ORGANIZATION_LIMIT = 10_000;

/** One tenant of the host. */
export interface Organization {
  readonly id: string;
  /** What people type: `acme`. Unique, lower case, immutable. */
  readonly slug: string;
  readonly name: string;
  /** Language of its mail, unless a recipient has another. */
  readonly language: Language;
  /** IANA time zone of its mail and digests. */
  readonly timeZone: string;
  /** So many webhooks of all its sources are taken in a minute; 0: no limit; null: {@link DEFAULT_ORGANIZATION_LIMIT}. */
  readonly limitPerMinute: number | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Accepts an organization's short name: 1–40 of a–z, 0–9 and inner hyphens; `host` is taken by the host level. */
const slugSchema = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, {
    error: 'Use 1 to 40 lower-case letters, digits and hyphens, such as "acme-paris".',
  })
  .refine((slug) => slug !== 'host', { error: '"host" names the host level; choose another name.' });

/** What people may give of an organization, each by itself. */
export const organizationFields = {
  name: z
    .string()
    .trim()
    .min(1, { error: 'Give the organization a name.' })
    .max(200, { error: 'Use up to 200 characters.' })
    .regex(/^\P{Cc}*$/u, { error: 'Use no line breaks or control characters.' }),
  language: languageSchema,
  timeZone: timeZoneSchema,
  limitPerMinute: limitPerMinuteSchema,
} as const;

/** What a new organization is made from. */
export const newOrganizationSchema = z.strictObject({
  slug: slugSchema,
  name: organizationFields.name,
  language: organizationFields.language.default('en'),
  timeZone: organizationFields.timeZone.default('UTC'),
});

/** Input of "add an organization". */
export type NewOrganization = z.input<typeof newOrganizationSchema>;
