import { z } from 'zod';
import type { FieldKey, HostPolicy } from '../../../settings/mail-settings.ts';
import { jsonColumn, list } from './columns.ts';
import { layerSchema } from './layer-schema.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const { values, secrets } = layerSchema.shape;
const fieldKey = z.union([values.keyof(), secrets.keyof()]) satisfies z.ZodType<FieldKey>;

const columns = z.object({
  id: z.literal('host'),
  policy: jsonColumn(
    z.strictObject({
      locks: list(fieldKey),
      requireSecureConnection: z.boolean(),
      allowedFromDomains: list(z.string()),
      allowedPorts: list(z.number()),
      allowedServers: list(z.string()),
      // Policies of before it existed do not have it.
      privateNetworks: list(z.string()).default([]),
      fallback: z.boolean().default(false),
    }),
  ),
});

/** The one row of `policy`. */
export const policyCodec: RowCodec<
  z.input<typeof columns>,
  { readonly id: 'host'; readonly policy: HostPolicy }
> = rowCodec('policy', columns, ({ id }) => id);
