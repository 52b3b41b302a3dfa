import { z } from 'zod';
import { FACT_LABELS, SEVERITIES, type AutomationEvent } from '../../../events/automation-event.ts';
import type { StoredEvent } from '../../../events/event-store.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { rowCodec } from './row-codec.ts';

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

const trouble = z.strictObject({ key: z.string(), state: z.enum(['on', 'over']), at: wholeNumber });

const columns = z.object({
  id: z.string(),
  event: jsonColumn(event),
  trouble: jsonColumn(trouble).nullable(),
  receivedAt: wholeNumber,
});
const codec = rowCodec('events', columns, ({ id }) => id);

/** Rows of `events`, as far as a delivery needs them. */
export const eventCodec = {
  fromRow: (
    row: z.input<typeof columns>,
  ): { readonly id: string; readonly event: AutomationEvent; readonly receivedAt: number } => {
    const { event: rest, trouble: news, ...others } = codec.fromRow(row);
    return { ...others, event: { ...rest, trouble: news } };
  },
  /** What of a row the event makes. Its trouble is apart, so that processes of the release before can read the rest. */
  toRow: ({
    trouble: news,
    ...rest
  }: AutomationEvent): { readonly event: string; readonly trouble: string | null } => ({
    event: JSON.stringify(rest),
    trouble: news === null ? null : JSON.stringify(news),
  }),
};

const storedCodec = rowCodec('events', columns.extend({ level: levelColumn }), ({ id }) => id);

/** Rows of `events`, as far as people look at them. */
export const storedEventCodec = {
  fromRow: (row: z.input<typeof columns> & { readonly level: string }): StoredEvent => {
    const { event: rest, trouble: news, ...others } = storedCodec.fromRow(row);
    return { ...others, event: { ...rest, trouble: news } };
  },
};
