import { z } from 'zod';
import type { AlertRule } from '../../../alerts/alert-rule.ts';
import { SEVERITIES } from '../../../events/automation-event.ts';
import { LANGUAGES } from '../../../kernel/language.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const texts = list(z.string());

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  name: z.string(),
  state: z.enum(['enabled', 'paused']),
  matchers: jsonColumn(
    z.strictObject({
      types: texts,
      minimumSeverity: z.enum(SEVERITIES).nullable(),
      tenants: texts,
      folders: texts,
      processes: texts,
      robots: texts,
      queues: texts,
      texts,
    }),
  ),
  recipients: jsonColumn(
    list(
      z.strictObject({
        address: z.string(),
        language: z.enum(LANGUAGES).nullable(),
        timeZone: z.string().nullable(),
      }),
    ),
  ),
  includeData: jsonColumn(texts),
  createdAt: wholeNumber,
});

/** Rows of `rules`. */
export const ruleCodec: RowCodec<z.input<typeof columns>, AlertRule> = rowCodec(
  'rules',
  columns,
  ({ id }) => id,
);
