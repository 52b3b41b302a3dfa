import { z } from 'zod';
import { levelSchema } from '../kernel/level-schema.ts';
import { ID_OF_GROUP, ID_OF_TEAM, ID_OF_USER } from './slack-ids.ts';

const teamId = z
  .string()
  .regex(ID_OF_TEAM, { error: 'Give the id of a Slack workspace, such as T0123ABCD.' });

/** Who is to hold a right, or to lose it, and at which level. */
export const grantInputSchema = z.strictObject({
  level: levelSchema,
  holder: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('user'),
      teamId,
      userId: z.string().regex(ID_OF_USER, { error: 'Give the id of a Slack user, such as U024BE7LH.' }),
    }),
    z.strictObject({
      kind: z.literal('group'),
      teamId,
      groupId: z
        .string()
        .regex(ID_OF_GROUP, { error: 'Give the id of a Slack user group, such as S0614TZR7.' }),
    }),
  ]),
});

/** Input of "grant" and "revoke". */
export type GrantInput = z.input<typeof grantInputSchema>;
