import { z } from 'zod';
import { LANGUAGES } from '../../../kernel/language.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  language: z.enum(LANGUAGES),
  timeZone: z.string(),
  limitPerMinute: wholeNumber.nullable(),
  createdAt: wholeNumber,
});

/** Rows of `organizations`. */
export const organizationCodec: RowCodec<z.input<typeof columns>, Organization> = rowCodec(
  'organizations',
  columns,
  ({ id }) => id,
);
