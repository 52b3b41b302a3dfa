import { z } from 'zod';

/**
 * Block Kit as documented, for the blocks that the bot uses: https://docs.slack.dev/reference/block-kit/blocks. Whatever is
 * not here is refused, so that a new block comes with its limits.
 */
export const text = (most: number) => z.string().min(1).max(most);

export const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(most), emoji: z.boolean().optional() });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: text(most), verbatim: z.boolean().optional() });
const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);

export const blockId = { block_id: text(255).optional() };

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
});

const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id: text(255).optional(),
  url: text(3_000).optional(),
  value: text(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirm.optional(),
  accessibility_label: text(75).optional(),
});

export const header = z.strictObject({ type: z.literal('header'), text: plainText(150), ...blockId });
export const divider = z.strictObject({ type: z.literal('divider'), ...blockId });
export const section = z
  .strictObject({
    type: z.literal('section'),
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: button.optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'missing required field: text',
  });
export const context = z.strictObject({
  type: z.literal('context'),
  elements: z.array(anyText(3_000)).min(1).max(10),
  ...blockId,
});
export const actions = z.strictObject({
  type: z.literal('actions'),
  elements: z.array(button).min(1).max(25),
  ...blockId,
});
const table = z
  .strictObject({
    type: z.literal('table'),
    rows: z
      .array(
        z
          .array(z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }))
          .min(1)
          .max(20),
      )
      .min(1)
      .max(100),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(20)
      .optional(),
    ...blockId,
  })
  .refine(({ rows }) => rows.flat().reduce((sum, cell) => sum + cell.text.length, 0) <= 10_000, {
    error: 'must be less than 10001 characters',
  });

/** The blocks of a message. */
export const messageBlocks = z
  .array(z.discriminatedUnion('type', [header, divider, section, context, actions, table]))
  .max(50);
