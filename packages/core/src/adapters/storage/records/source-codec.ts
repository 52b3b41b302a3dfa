import { z } from 'zod';
import { SOURCE_KINDS, type Source, type SourceSecret } from '../../../sources/source.ts';
import { levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const sourceColumns = z.object({
  id: z.string(),
  level: levelColumn,
  kind: z.enum(SOURCE_KINDS),
  name: z.string(),
  state: z.enum(['enabled', 'disabled']),
  expectedEvery: wholeNumber.nullable(),
  limitPerMinute: wholeNumber.nullable(),
  createdAt: wholeNumber,
});

const secretColumns = z.object({
  id: z.string(),
  keyId: z.string(),
  box: z.string(),
  createdAt: wholeNumber,
  lastUsedAt: wholeNumber.nullable(),
});

type SecretColumns = z.output<typeof secretColumns>;

/** Rows of `sources`; the secrets lie in a table of their own. */
export const sourceCodec: RowCodec<z.input<typeof sourceColumns>, Omit<Source, 'secrets'>> = rowCodec(
  'sources',
  sourceColumns,
  ({ id }) => id,
);

const flatSecretCodec: RowCodec<z.input<typeof secretColumns>, SecretColumns> = rowCodec(
  'source_secrets',
  secretColumns,
  ({ id }) => id,
);

/** Rows of `source_secrets`, but for the source they belong to. */
export const sourceSecretCodec: RowCodec<z.input<typeof secretColumns>, SourceSecret> = {
  fromRow: (row) => {
    const { keyId, box, ...rest } = flatSecretCodec.fromRow(row);
    return { ...rest, sealed: { keyId, box } };
  },
  toRow: ({ sealed, ...rest }) => flatSecretCodec.toRow({ ...rest, ...sealed }),
};
