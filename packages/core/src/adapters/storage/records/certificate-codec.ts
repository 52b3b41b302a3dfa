import { z } from 'zod';
import type { ServerCertificate } from '../../../incidents/server-certificate.ts';
import { levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  level: levelColumn,
  server: z.string(),
  validUntil: wholeNumber,
  seenAt: wholeNumber,
});

/** Rows of `certificates`. */
export const certificateCodec: RowCodec<z.input<typeof columns>, ServerCertificate> = rowCodec(
  'certificates',
  columns,
  ({ level }) => level,
);
