import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import type { Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import type { IncidentStore } from './incident-store.ts';
import type { Incident } from './incident.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  /** Those that are over too. */
  all: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: z.string().optional(),
});

/**
 * Incidents, newest first.
 * @throws AppError `not-allowed`.
 */
export async function listIncidents(
  deps: { readonly storage: { readonly incidents: Pick<IncidentStore, 'list'> } },
  actor: Actor,
  input: z.input<typeof listSchema>,
): Promise<Page<Incident>> {
  const { level, all, limit, cursor } = parseInput(listSchema, input, 'The request for incidents');
  authorize(actor, 'read', level ?? HOST);
  return deps.storage.incidents.list(
    { ...(level === null ? {} : { level }), ...(all ? {} : { open: true }) },
    cursor === undefined ? { limit } : { limit, cursor },
  );
}
