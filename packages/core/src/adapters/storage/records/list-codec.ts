import { z } from 'zod';
import { LANGUAGES } from '../../../kernel/language.ts';
import type { RecipientList } from '../../../lists/recipient-list.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  name: z.string(),
  members: jsonColumn(
    list(
      z.strictObject({
        address: z.string(),
        language: z.enum(LANGUAGES).nullable(),
        timeZone: z.string().nullable(),
      }),
    ),
  ),
  createdAt: wholeNumber,
});

/** Rows of `lists`. */
export const listCodec: RowCodec<z.input<typeof columns>, RecipientList> = rowCodec(
  'lists',
  columns,
  ({ id }) => id,
);
