import { z } from 'zod';
import { SEVERITIES } from '../events/automation-event.ts';
import { DAY, HOUR, MINUTE } from '../kernel/clock.ts';

const day = z.int().min(1).max(7);
const days = z.array(day).min(1).max(7);

const every = z
  .int()
  .min(MINUTE, { error: 'A digest waits at least a minute.' })
  .max(7 * DAY, { error: 'A digest waits at most 7 days.' });

const digest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), every }),
  z.strictObject({
    kind: z.literal('at'),
    days,
    times: z.array(z.int().min(0).max(1_439)).min(1).max(24, { error: 'Give up to 24 times of day.' }),
  }),
]);

const range = z
  .strictObject({ days, from: z.int().min(0).max(1_439), to: z.int().min(1).max(1_440) })
  .refine(({ from, to }) => from < to, { error: 'These hours end before they begin.' });

/** Each part of a pace by itself, without defaults. */
export const paceFields = {
  digest: digest.nullable(),
  hours: z.array(range).max(20, { error: 'Give up to 20 stretches of hours.' }),
  storm: z
    .strictObject({
      most: z.int().min(1, { error: 'A storm begins after 1 to 1000 mails.' }).max(1_000, {
        error: 'A storm begins after 1 to 1000 mails.',
      }),
      within: z
        .int()
        .min(MINUTE, { error: 'A storm is told within 1 minute to 6 hours.' })
        .max(6 * HOUR, { error: 'A storm is told within 1 minute to 6 hours.' }),
    })
    .nullable(),
  atOnceFrom: z
    .enum(SEVERITIES, { error: `The severity must be one of: ${SEVERITIES.join(', ')}.` })
    .nullable(),
} as const;

/** A pace as people give it: at once, with storms as one mail, if nothing else is said. */
export const paceSchema = z.strictObject({
  digest: paceFields.digest.default(null),
  hours: paceFields.hours.default([]),
  storm: paceFields.storm.default({ most: 10, within: 10 * MINUTE }),
  atOnceFrom: paceFields.atOnceFrom.default('fatal'),
});
