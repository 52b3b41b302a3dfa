import { z } from 'zod';
import { AT_ONCE, type RulePace } from '../../../alerts/rule-pace.ts';
import { SEVERITIES } from '../../../events/automation-event.ts';
import { jsonColumn, list, wholeNumber } from './columns.ts';

const days = list(wholeNumber);

const paceJson = jsonColumn(
  z.strictObject({
    digest: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('every'), every: wholeNumber }),
        z.strictObject({ kind: z.literal('at'), days, times: list(wholeNumber) }),
      ])
      .nullable(),
    hours: list(z.strictObject({ days, from: wholeNumber, to: wholeNumber })),
    storm: z.strictObject({ most: wholeNumber, within: wholeNumber }).nullable(),
    atOnceFrom: z.enum(SEVERITIES).nullable(),
  }),
);

/** A rule's pace as JSON. Rules from before there was any have null: their mail goes out at once. */
export const paceColumn = z.codec(z.string().nullable(), z.custom<RulePace>(), {
  decode: (text) => (text === null ? AT_ONCE : z.decode(paceJson, text)),
  encode: (pace) => z.encode(paceJson, pace),
});
