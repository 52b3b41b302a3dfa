import { z } from 'zod';
import type { Silence } from '../../../alerts/silence.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { matchersSchema } from './matchers-schema.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  matchers: jsonColumn(matchersSchema),
  reason: z.string(),
  startsAt: wholeNumber,
  endsAt: wholeNumber,
  createdBy: jsonColumn(actorSchema),
  createdAt: wholeNumber,
});

/** Rows of `silences`. */
export const silenceCodec: RowCodec<z.input<typeof columns>, Silence> = rowCodec(
  'silences',
  columns,
  ({ id }) => id,
);
