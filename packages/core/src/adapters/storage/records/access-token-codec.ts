import { z } from 'zod';
import type { KeptToken } from '../../../smtp/access-token-store.ts';
import { wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  keyId: z.string(),
  box: z.string(),
  givenAt: wholeNumber,
  expiresAt: wholeNumber,
});

const flat: RowCodec<z.input<typeof columns>, z.output<typeof columns>> = rowCodec(
  'access_tokens',
  columns,
  ({ id }) => id,
);

/** Rows of `access_tokens` that hold a token; the lease is none of the value. */
export const accessTokenCodec: RowCodec<z.input<typeof columns>, KeptToken> = {
  fromRow: (row) => {
    const { keyId, box, ...rest } = flat.fromRow(row);
    return { ...rest, sealed: { keyId, box } };
  },
  toRow: ({ sealed, ...rest }) => flat.toRow({ ...rest, ...sealed }),
};
