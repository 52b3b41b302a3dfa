import { z } from 'zod';
import type { Level } from './level.ts';

/** Accepts a level: the host, or one organization by id. */
export const levelSchema: z.ZodType<Level> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('host') }),
  z.strictObject({ kind: z.literal('organization'), organizationId: z.string().min(1) }),
]);
