import { z } from 'zod';
import type { Actor } from '../../../access/actor.ts';
import { list } from './columns.ts';

/** An actor's form in storage. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command-line'), name: z.string() }),
  z.strictObject({ kind: z.literal('system'), name: z.string() }),
  z.strictObject({
    kind: z.literal('slack'),
    teamId: z.string(),
    userId: z.string(),
    channelId: z.string().nullable(),
    roles: z.strictObject({ systemAdministrator: z.boolean(), organizationIds: list(z.string()) }),
  }),
]) satisfies z.ZodType<Actor>;
