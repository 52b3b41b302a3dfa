import { z } from 'zod';
import { AUDIT_ACTIONS, type AuditEntry } from '../../../audit/audit-entry.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, list, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const columns = z.object({
  id: z.string(),
  at: wholeNumber,
  actor: jsonColumn(actorSchema),
  action: z.enum(AUDIT_ACTIONS),
  level: levelColumn,
  subject: z.string().nullable(),
  changes: jsonColumn(list(z.strictObject({ field: z.string(), before: plainValue, after: plainValue }))),
});

/** Rows of `audit`. */
export const auditCodec: RowCodec<z.input<typeof columns>, AuditEntry> = rowCodec(
  'audit',
  columns,
  ({ id }) => id,
);
