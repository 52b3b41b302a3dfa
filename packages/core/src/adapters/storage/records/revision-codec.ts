import { z } from 'zod';
import type { Revision } from '../../../settings/mail-settings.ts';
import { jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { keyIdsOfLayer } from './key-ids-of-layer.ts';
import { layerSchema } from './layer-schema.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  number: wholeNumber,
  state: z.enum(['draft', 'active', 'superseded']),
  layer: jsonColumn(layerSchema),
  author: z.string(),
  createdAt: wholeNumber,
  test: jsonColumn(
    z.strictObject({ outcome: z.enum(['passed', 'failed']), at: wholeNumber, reason: z.string().nullable() }),
  ).nullable(),
  arrivedAt: wholeNumber.nullable(),
  note: z.enum(['set', 'unset', 'reset', 'rollback', 'reseal', 'import']),
});

/** Rows of `revisions`, but for {@link keyIdsColumn}, which follows from the layer. */
export const revisionCodec: RowCodec<z.input<typeof columns>, Revision> = rowCodec(
  'revisions',
  columns,
  ({ id }) => id,
);

/**
 * The keys that a layer's secrets are sealed with, as one text that is equal for equal sets: so "sealed with any other
 * key than this one" is a comparison of texts, and no backend needs functions for JSON.
 */
export function keyIdsColumn(layer: Revision['layer']): string {
  return JSON.stringify(keyIdsOfLayer(layer));
}

/** {@link keyIdsColumn} of layers that hold a secret of this key and of no other, and of layers that hold none. */
export function keyIdsColumnsWithoutOther(keyId: string): readonly string[] {
  return [JSON.stringify([]), JSON.stringify([keyId])];
}

/** The key ids behind several {@link keyIdsColumn}s, each once. */
export function keyIdsOfColumns(columnTexts: readonly string[]): readonly string[] {
  const ids = columnTexts.flatMap((text) => z.array(z.string()).parse(JSON.parse(text)));
  return [...new Set(ids)];
}
