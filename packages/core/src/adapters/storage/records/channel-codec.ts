import { z } from 'zod';
import type { ChannelBinding } from '../../../channels/channel-binding.ts';
import { LANGUAGES } from '../../../kernel/language.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  level: levelColumn,
  teamId: z.string(),
  channelId: z.string(),
  language: z.enum(LANGUAGES),
  boundAt: wholeNumber,
  boundBy: jsonColumn(actorSchema),
});

/** Rows of `channels`. */
export const channelCodec: RowCodec<z.input<typeof columns>, ChannelBinding> = rowCodec(
  'channels',
  columns,
  ({ level }) => level,
);
