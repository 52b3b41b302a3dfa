import { z } from 'zod';
import { ENDING_KINDS } from '../../../incidents/ending.ts';
import {
  CANARY_FAILURES,
  RESOLUTIONS,
  type Incident,
  type IncidentFacts,
  type Told,
} from '../../../incidents/incident.ts';
import { VERDICT_REASONS } from '../../../smtp/verdict.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { deliveryReason } from './delivery-codec.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const localized = z.strictObject({ en: z.string(), fr: z.string() });
const why = z.strictObject({ cause: localized, cure: localized }).nullable();

const facts = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('connection-failing'),
    server: z.string(),
    reason: z.enum(VERDICT_REASONS),
    failingSince: wholeNumber,
    // Incidents of before this was kept do not have it.
    unreachedSince: wholeNumber.nullable().default(null),
    // Incidents of before the host's relay could step in do not have it.
    byHostSince: wholeNumber.nullable().default(null),
    why,
  }),
  z.strictObject({
    kind: z.literal('mail-held'),
    reason: deliveryReason,
    deliveryId: z.string(),
    why,
  }),
  z.strictObject({
    kind: z.literal('delivery-failed'),
    reason: deliveryReason,
    addresses: list(z.string()),
    more: z.boolean(),
    deliveryId: z.string(),
    why,
  }),
  z.strictObject({
    kind: z.literal('source-silent'),
    sourceName: z.string(),
    lastHeardAt: wholeNumber.nullable(),
    expectedEvery: wholeNumber,
  }),
  z.strictObject({
    kind: z.literal('source-limited'),
    sourceName: z.string().nullable(),
    limitPerMinute: wholeNumber,
  }),
  z.strictObject({
    kind: z.enum(ENDING_KINDS),
    server: z.string(),
    validUntil: wholeNumber,
  }),
  z.strictObject({
    kind: z.literal('canary-failed'),
    address: z.string(),
    failure: z.enum(CANARY_FAILURES),
    reason: deliveryReason.nullable(),
    expectedAt: wholeNumber,
    deliveryId: z.string().nullable(),
  }),
]) satisfies z.ZodType<IncidentFacts>;

const told = z.strictObject({
  teamId: z.string(),
  channelId: z.string(),
  messageId: z.string(),
  version: wholeNumber,
  step: wholeNumber,
  resolved: z.boolean(),
  at: wholeNumber,
}) satisfies z.ZodType<Told>;

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  subject: z.string(),
  facts: jsonColumn(facts),
  count: wholeNumber,
  step: wholeNumber,
  openedAt: wholeNumber,
  updatedAt: wholeNumber,
  resolvedAt: wholeNumber.nullable(),
  resolution: z.enum(RESOLUTIONS).nullable(),
  version: wholeNumber,
  told: jsonColumn(told).nullable(),
});

/** Rows of `incidents`, but for the kind, which follows from the facts, and for the lease. */
export const incidentCodec: RowCodec<z.input<typeof columns>, Incident> = rowCodec(
  'incidents',
  columns,
  ({ id }) => id,
);

/** How a row says whom it was told to. */
export const toldColumn = jsonColumn(told);
