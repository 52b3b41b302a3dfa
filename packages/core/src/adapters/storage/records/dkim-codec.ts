import { z } from 'zod';
import type { DkimKey } from '../../../dkim/dkim-key.ts';
import { flagColumn, levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  level: levelColumn,
  domain: z.string(),
  selector: z.string(),
  publicKey: z.string(),
  keyId: z.string(),
  box: z.string(),
  enabled: flagColumn,
  createdAt: wholeNumber,
});

const flat: RowCodec<z.input<typeof columns>, z.output<typeof columns>> = rowCodec(
  'dkim_keys',
  columns,
  ({ level, domain }) => `${level} ${domain}`,
);

/** Rows of `dkim_keys`. */
export const dkimCodec: RowCodec<z.input<typeof columns>, DkimKey> = {
  fromRow: (row) => {
    const { keyId, box, ...rest } = flat.fromRow(row);
    return { ...rest, sealed: { keyId, box } };
  },
  toRow: ({ sealed, ...rest }) => flat.toRow({ ...rest, ...sealed }),
};
