import { z } from 'zod';
import { LANGUAGES } from '../../../kernel/language.ts';
import type { OneTimeLink } from '../../../links/one-time-link.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { layerSchema } from './layer-schema.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const purpose = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('secret'),
    key: layerSchema.shape.secrets.keyof(),
    expectedHead: wholeNumber,
  }),
  z.strictObject({ kind: z.literal('arrival'), messageId: z.string() }),
]);

const columns = z.object({
  id: z.string(),
  tokenHash: z.string(),
  level: levelColumn,
  purpose: jsonColumn(purpose),
  actor: jsonColumn(actorSchema),
  language: z.enum(LANGUAGES),
  reply: jsonColumn(z.strictObject({ keyId: z.string(), box: z.string() })).nullable(),
  createdAt: wholeNumber,
  expiresAt: wholeNumber,
  usedAt: wholeNumber.nullable(),
  revisionId: z.string().nullable(),
});

/** Rows of `links`, but for the kind, which follows from the purpose, and for when its answer is due. */
export const linkCodec: RowCodec<z.input<typeof columns>, OneTimeLink> = rowCodec(
  'links',
  columns,
  ({ id }) => id,
);
