import { z } from 'zod';
import { PROBLEMS } from '../problems.ts';

const TYPES = Object.keys(PROBLEMS).map((code) => `/problems/${code}`);

/** A problem body (RFC 9457) as documented. */
export const problemSchema = z
  .strictObject({
    type: z.enum(TYPES).meta({ description: 'What went wrong: a page of this gateway.' }),
    title: z.string(),
    status: z.int().meta({ description: 'The HTTP status, again.' }),
    detail: z.string(),
    instance: z
      .string()
      .optional()
      .meta({ description: 'The pattern of the path asked for, such as /webhooks/:source.' }),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string().meta({ description: 'Also in the header X-Request-Id and in the gateway’s log.' }),
  })
  .meta({ id: 'Problem', description: 'A problem (RFC 9457).' });
