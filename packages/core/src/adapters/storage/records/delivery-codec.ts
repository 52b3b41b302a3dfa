import { z } from 'zod';
import { GATHERING_KINDS } from '../../../alerts/pace-delivery.ts';
import {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryReason,
} from '../../../delivery/delivery.ts';
import { LANGUAGES } from '../../../kernel/language.ts';
import { UNUSABLE_REASONS } from '../../../settings/effective-settings.ts';
import { STAGES } from '../../../smtp/smtp-failure.ts';
import { VERDICT_REASONS } from '../../../smtp/verdict.ts';
import { flagColumn, jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const text = z.string().nullable();

/** Every reason, also in other records. */
export const deliveryReason = z.enum([
  ...VERDICT_REASONS,
  ...UNUSABLE_REASONS,
  'key-missing',
  'secret-unreadable',
  'connection-resting',
  'earlier-mail-waits',
  'template-failed',
  'expired',
  'worker-lost',
  'replayed',
  'silenced',
  'sent-by-host',
  'gathering',
]) satisfies z.ZodType<DeliveryReason>;

const reason = deliveryReason.nullable();

const deliveryColumns = z.object({
  id: z.string(),
  level: levelColumn,
  eventId: z.string(),
  eventType: z.string(),
  ruleId: text,
  address: z.string(),
  name: text,
  language: z.enum(LANGUAGES),
  timeZone: z.string(),
  data: jsonColumn(z.record(z.string(), z.string())),
  state: z.enum(DELIVERY_STATES),
  reason,
  attempts: wholeNumber,
  maybeDuplicate: flagColumn,
  priority: z.literal([0, 1]),
  gathers: z.enum(GATHERING_KINDS).nullable(),
  thread: text,
  troubleEvent: text,
  stormUntil: wholeNumber.nullable(),
  messageId: text,
  createdAt: wholeNumber,
  dueAt: wholeNumber.nullable(),
  expiresAt: wholeNumber,
  endedAt: wholeNumber.nullable(),
});

/** Rows of `deliveries`, but for the lease. */
export const deliveryCodec: RowCodec<z.input<typeof deliveryColumns>, Delivery> = rowCodec(
  'deliveries',
  deliveryColumns,
  ({ id }) => id,
);

const attemptColumns = z.object({
  deliveryId: z.string(),
  at: wholeNumber,
  state: z.enum(DELIVERY_STATES),
  reason,
  stage: z.enum(STAGES).nullable(),
  replyCode: wholeNumber.nullable(),
  enhancedCode: text,
  text,
  server: text,
  queueId: text,
  took: z.number().nullable(),
});

/** Rows of `delivery_attempts`, but for their number. */
export const attemptCodec: RowCodec<z.input<typeof attemptColumns>, DeliveryAttempt> = rowCodec(
  'delivery_attempts',
  attemptColumns,
  ({ deliveryId }) => deliveryId,
);
