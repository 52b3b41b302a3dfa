import { z } from 'zod';
import { matcherFields } from './rule-schema.ts';

/** All matchers together; what is left out matches anything. */
export const matchersSchema = z
  .strictObject({
    types: matcherFields.types.default([]),
    minimumSeverity: matcherFields.minimumSeverity.default(null),
    tenants: matcherFields.tenants.default([]),
    folders: matcherFields.folders.default([]),
    processes: matcherFields.processes.default([]),
    robots: matcherFields.robots.default([]),
    queues: matcherFields.queues.default([]),
    texts: matcherFields.texts.default([]),
  })
  .prefault({});
