import { z } from 'zod';
import { FACT_LABELS, SEVERITIES, type AutomationEvent } from '../../../events/automation-event.ts';
import type { StoredEvent } from '../../../events/event-store.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const text = z.string().nullable();
const named = z.strictObject({ id: text, name: text }).nullable();

const factValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('number'), number: z.number() }),
  z.strictObject({ kind: z.literal('time'), at: z.number() }),
]);

const event = z.strictObject({
  type: z.string(),
  severity: z.enum(SEVERITIES),
  occurredAt: z.number(),
  senderEventId: text,
  foldKey: text,
  tenant: named,
  folder: named,
  process: named,
  robot: named,
  queue: named,
  machine: text,
  subject: text,
  facts: list(z.strictObject({ label: z.enum(FACT_LABELS), value: factValue })),
  detail: text,
  link: text,
  addressee: z.strictObject({ address: z.string(), name: text, locale: text }).nullable(),
  data: z.record(z.string(), z.string()),
});

const columns = z.object({ id: z.string(), event: jsonColumn(event), receivedAt: wholeNumber });

/** Rows of `events`, as far as a delivery needs them. */
export const eventCodec: RowCodec<
  z.input<typeof columns>,
  { readonly id: string; readonly event: AutomationEvent; readonly receivedAt: number }
> = rowCodec('events', columns, ({ id }) => id);

const storedColumns = columns.extend({ level: levelColumn });

/** Rows of `events`, as far as people look at them. */
export const storedEventCodec: RowCodec<z.input<typeof storedColumns>, StoredEvent> = rowCodec(
  'events',
  storedColumns,
  ({ id }) => id,
);
