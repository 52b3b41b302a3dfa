import { z } from 'zod';
import type { Installation } from '../../../installations/installation.ts';
import { wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  teamId: z.string(),
  teamName: z.string(),
  keyId: z.string(),
  box: z.string(),
  installedAt: wholeNumber,
  installedBy: z.string(),
});

const flat: RowCodec<z.input<typeof columns>, z.output<typeof columns>> = rowCodec(
  'installations',
  columns,
  ({ teamId }) => teamId,
);

/** Rows of `installations`. */
export const installationCodec: RowCodec<z.input<typeof columns>, Installation> = {
  fromRow: (row) => {
    const { keyId, box, ...rest } = flat.fromRow(row);
    return { ...rest, sealed: { keyId, box } };
  },
  toRow: ({ sealed, ...rest }) => flat.toRow({ ...rest, ...sealed }),
};
