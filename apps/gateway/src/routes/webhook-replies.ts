import { z } from 'zod';

const id = z.string().meta({ description: 'The id of the report.' });

/** 202: the report is stored. */
export const acceptedReply = z
  .strictObject({
    id,
    eventIds: z
      .array(z.string())
      .meta({ description: 'One for each thing that the report names; none while it is in quarantine.' }),
    status: z.enum(['accepted', 'quarantined']).meta({
      description: 'quarantined: stored, but not understood; an operator can look at it and replay it.',
    }),
    requestId: z.string(),
  })
  .meta({ id: 'Accepted' });

/** 200: the same report was stored before; nothing has changed. */
export const repeatReply = z
  .strictObject({ id, status: z.literal('repeat'), requestId: z.string() })
  .meta({ id: 'Repeat' });
