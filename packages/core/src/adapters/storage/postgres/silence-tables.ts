import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';

const { pgTable } = postgresCore;

/** Timed mutes of events: part of `schema.ts`, in the form that it describes. */
export const silences = pgTable('silences', {
  id: text().primaryKey(),
  level: text().notNull(),
  matchers: text().notNull(),
  reason: text().notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
});
