import { z } from 'zod';
import type { Grant, GrantHolder } from '../../../administrators/grant.ts';
import { actorSchema } from './actor-schema.ts';
import { jsonColumn, levelColumn, wholeNumber } from './columns.ts';
import { rowCodec, type RowCodec } from './row-codec.ts';

const columns = z.object({
  id: z.string(),
  level: levelColumn,
  holderKind: z.enum(['user', 'group']),
  teamId: z.string(),
  /** The user's or the group's id. */
  holderId: z.string(),
  grantedAt: wholeNumber,
  grantedBy: jsonColumn(actorSchema),
});

type GrantColumns = z.output<typeof columns>;

const flatCodec: RowCodec<z.input<typeof columns>, GrantColumns> = rowCodec(
  'grants',
  columns,
  ({ id }) => id,
);

/** Rows of `grants`. */
export const grantCodec: RowCodec<z.input<typeof columns>, Grant> = {
  fromRow: (row) => {
    const { holderKind: kind, teamId, holderId, ...rest } = flatCodec.fromRow(row);
    const holder: GrantHolder =
      kind === 'user' ? { kind, teamId, userId: holderId } : { kind, teamId, groupId: holderId };
    return { ...rest, holder };
  },
  toRow: ({ holder, ...rest }) =>
    flatCodec.toRow({
      ...rest,
      holderKind: holder.kind,
      teamId: holder.teamId,
      holderId: holder.kind === 'user' ? holder.userId : holder.groupId,
    }),
};
