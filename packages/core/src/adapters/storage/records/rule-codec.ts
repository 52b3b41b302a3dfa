import { z } from 'zod';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import { LANGUAGES } from '../../../kernel/language.ts';
import { flagColumn, jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { paceColumn } from './pace-column.ts';
import { matchersSchema } from './matchers-schema.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  name: z.string(),
  state: z.enum(['enabled', 'paused']),
  matchers: jsonColumn(matchersSchema),
  recipients: jsonColumn(
    list(
      z.strictObject({
        address: z.string(),
        language: z.enum(LANGUAGES).nullable(),
        timeZone: z.string().nullable(),
      }),
    ),
  ),
  includeData: jsonColumn(list(z.string())),
  pace: paceColumn,
  // Rules from before there was any have null: they tell of ends.
  recovery: z.codec(z.number().nullable(), z.boolean(), {
    decode: (flag) => flag === null || z.decode(flagColumn, flag),
    encode: (recovery) => z.encode(flagColumn, recovery),
  }),
  createdAt: wholeNumber,
});

/** Rows of `rules`. */
export const ruleCodec: RowCodec<z.input<typeof columns>, AlertRule> = rowCodec(
  'rules',
  columns,
  ({ id }) => id,
);
