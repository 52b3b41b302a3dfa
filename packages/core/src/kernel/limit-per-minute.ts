import { z } from 'zod';

const error = 'Give 1 to 1,000,000 a minute, 0 for no limit, or null for the default.';

/** So many in a minute; 0: no limit; null: the default of what it is for. */
export const limitPerMinuteSchema = z.int({ error }).min(0, { error }).max(1_000_000, { error }).nullable();
