import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { HOST } from '../kernel/level.ts';
import { idCursor, type Page } from '../kernel/page.ts';
import { parseInput } from '../kernel/parse.ts';
import { AUDIT_ACTIONS, type AuditEntry } from './audit-entry.ts';
import type { AuditStore } from './audit-store.ts';

const listSchema = z.strictObject({
  /** Null: of all levels, for system administrators. */
  level: levelSchema.nullable().default(null),
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** Epoch milliseconds, inclusive. */
  since: z.int().optional(),
  /** Epoch milliseconds, exclusive. */
  until: z.int().optional(),
  limit: z.int().min(1).max(500).default(50),
  /** `next` of the page before. */
  cursor: idCursor.optional(),
});

/** Input of {@link listAudit}. */
export type ListAuditInput = z.input<typeof listSchema>;

/**
 * The audit log, newest first.
 * @throws AppError `not-allowed`.
 */
export async function listAudit(
  deps: { readonly storage: { readonly audit: Pick<AuditStore, 'list'> } },
  actor: Actor,
  input: ListAuditInput,
): Promise<Page<AuditEntry>> {
  const { level, action, since, until, limit, cursor } = parseInput(
    listSchema,
    input,
    'The request for the audit log',
  );
  authorize(actor, 'read', level ?? HOST);
  return deps.storage.audit.list(
    {
      ...(level === null ? {} : { level }),
      ...(action === undefined ? {} : { action }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    cursor === undefined ? { limit } : { limit, cursor },
  );
}
