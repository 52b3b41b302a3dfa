import { z } from 'zod';
import type { Matchers } from '../../../alerts/alert-rule.ts';
import { SEVERITIES } from '../../../events/automation-event.ts';
import { list } from './columns.ts';

const texts = list(z.string());

/** The form of a rule's or a silence's matchers in storage. */
export const matchersSchema = z.strictObject({
  types: texts,
  minimumSeverity: z.enum(SEVERITIES).nullable(),
  tenants: texts,
  folders: texts,
  processes: texts,
  robots: texts,
  queues: texts,
  texts,
}) satisfies z.ZodType<Matchers>;
