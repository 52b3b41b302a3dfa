import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';

const { pgTable } = postgresCore;

/** Canaries, one a level: part of `schema.ts`, in the form that it describes. */
export const canaries = pgTable('canaries', {
  level: text().primaryKey(),
  address: text().notNull(),
  schedule: text().notNull(),
  nextAt: integer('next_at').notNull(),
  setBy: text('set_by').notNull(),
  setAt: integer('set_at').notNull(),
  /** Whoever writes says which one it has read. */
  version: integer().notNull(),
  last: text(),
  deliveredAt: integer('delivered_at'),
});
