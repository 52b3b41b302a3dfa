import { z } from 'zod';

/** Whether this process can do its work now, part by part. Key ids are names, not keys. */
export const readinessSchema = z
  .strictObject({
    status: z.enum(['ready', 'not-ready']),
    checks: z.strictObject({
      storage: z.strictObject({ status: z.enum(['ok', 'unavailable']) }),
      keys: z.strictObject({
        status: z.enum(['ok', 'missing']),
        missing: z.array(z.string()).meta({
          description: 'Ids of keys that something is sealed with and that this process does not have.',
        }),
      }),
      dispatcher: z.strictObject({ status: z.enum(['running', 'stopped', 'not-here']) }),
      intake: z.strictObject({ status: z.enum(['open', 'stopping']) }),
    }),
  })
  .meta({ id: 'Readiness' });

/** See {@link readinessSchema}. */
export type Readiness = z.infer<typeof readinessSchema>;

/** Liveness: answering at all is the point. */
export const livenessSchema = z.strictObject({ status: z.literal('alive') }).meta({ id: 'Liveness' });
