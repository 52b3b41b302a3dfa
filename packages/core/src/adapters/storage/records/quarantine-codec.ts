import { z } from 'zod';
import { QUARANTINE_REASONS } from '../../../intake/intake-store.ts';
import type { QuarantinedReport } from '../../../intake/quarantine-store.ts';
import { levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  sourceId: z.string(),
  level: levelColumn,
  reason: z.enum(QUARANTINE_REASONS),
  explanation: z.string(),
  contentType: z.string(),
  size: wholeNumber,
  state: z.enum(['held', 'replayed', 'dismissed']),
  receivedAt: wholeNumber,
});

/** Rows of `quarantine`, but for the body. */
export const quarantineCodec: RowCodec<z.input<typeof columns>, QuarantinedReport> = rowCodec(
  'quarantine',
  columns,
  ({ id }) => id,
);
