import { z } from 'zod';
import { CANARY_OUTCOMES, type Canary } from '../../../canaries/canary.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { deliveryReason } from './delivery-codec.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const schedule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), every: z.number() }),
  z.strictObject({ kind: z.literal('at'), days: list(z.number()), times: list(z.number()) }),
]);

const sent = z.strictObject({
  deliveryId: z.string(),
  sentAt: z.number(),
  inTimeUntil: z.number(),
  outcome: z.enum(CANARY_OUTCOMES).nullable(),
  reason: deliveryReason.nullable(),
  endedAt: z.number().nullable(),
});

const columns = z.object({
  level: levelColumn,
  address: z.string(),
  schedule: jsonColumn(schedule),
  nextAt: wholeNumber,
  setBy: jsonColumn(actorSchema),
  setAt: wholeNumber,
  version: wholeNumber,
  last: jsonColumn(sent).nullable(),
  deliveredAt: wholeNumber.nullable(),
});

/** Rows of `canaries`. */
export const canaryCodec: RowCodec<z.input<typeof columns>, Canary> = rowCodec(
  'canaries',
  columns,
  ({ level }) => level,
);
