import { z } from 'zod';
import {
  actions,
  blockId,
  confirm,
  context,
  divider,
  header,
  plainText,
  section,
  text,
} from './block-schemas.ts';

/**
 * Views as documented, for what the bot uses: https://docs.slack.dev/reference/views. Tables are not here: they are for
 * messages alone.
 */
const option = z.strictObject({
  text: plainText(75),
  value: text(150),
  description: plainText(75).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: text(255).optional(),
    placeholder: plainText(150).optional(),
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
    focus_on_load: z.boolean().optional(),
    confirm: confirm.optional(),
  })
  .refine(
    ({ options, initial_option: initial }) =>
      initial === undefined || options.some((one) => JSON.stringify(one) === JSON.stringify(initial)),
    { error: 'initial_option must be one of the options' },
  );

const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: text(255).optional(),
  initial_value: text(3_000).optional(),
  placeholder: plainText(150).optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3_000).optional(),
  max_length: z.int().min(1).max(3_000).optional(),
  focus_on_load: z.boolean().optional(),
});

const input = z.strictObject({
  type: z.literal('input'),
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  element: z.discriminatedUnion('type', [textInput, staticSelect]),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  ...blockId,
});

const viewBlocks = z
  .array(z.discriminatedUnion('type', [header, divider, section, context, actions, input]))
  .max(100);

const everyView = {
  blocks: viewBlocks,
  private_metadata: z.string().max(3_000).optional(),
  callback_id: text(255).optional(),
  external_id: text(255).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    close: plainText(24).optional(),
    submit: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...everyView,
  })
  .refine(({ submit, blocks }) => submit !== undefined || !blocks.some(({ type }) => type === 'input'), {
    path: ['submit'],
    error: 'missing required field: submit',
  });

const home = z.strictObject({ type: z.literal('home'), ...everyView });

/** A modal or a Home tab. */
export const viewSchema = z.discriminatedUnion('type', [modal, home]);
