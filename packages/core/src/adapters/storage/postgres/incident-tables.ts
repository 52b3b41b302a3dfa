import { integer, text } from './columns.ts';
import { sql, postgresCore } from './drizzle.ts';
import type { IncidentKind, Resolution } from '../../../incidents/incident.ts';

const { index, pgTable, uniqueIndex } = postgresCore;

// Part of `schema.ts`, in the form that it describes.

/** What is or was wrong; rows go a while after it was resolved. */
export const incidents = pgTable(
  'incidents',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    /** Follows from the facts. */
    kind: text().$type<IncidentKind>().notNull(),
    subject: text().notNull(),
    facts: text().notNull(),
    count: integer().notNull(),
    step: integer().notNull(),
    openedAt: integer('opened_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    resolvedAt: integer('resolved_at'),
    resolution: text().$type<Resolution>(),
    version: integer().notNull(),
    told: text(),
    /** Follows from `told`; null: nobody was told. */
    toldVersion: integer('told_version'),
    leaseToken: text('lease_token'),
    /** The end of the lease, or of a pause. */
    leaseUntil: integer('lease_until'),
  },
  (table) => [
    // Two processes that see the same trouble at once open it once.
    uniqueIndex('incidents_open')
      .on(table.level, table.kind, table.subject)
      .where(sql`resolved_at IS NULL`),
    index('incidents_level').on(table.level, table.id),
    index('incidents_resolved').on(table.resolvedAt),
  ],
);

/** Until when the certificates of levels' own servers are good, as last seen. */
export const certificates = pgTable('certificates', {
  level: text().primaryKey(),
  server: text().notNull(),
  validUntil: integer('valid_until').notNull(),
  seenAt: integer('seen_at').notNull(),
});
