import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';

const { pgTable, uniqueIndex } = postgresCore;

/** Recipients under one name: part of `schema.ts`, in the form that it describes. */
export const lists = pgTable(
  'lists',
  {
    id: text().primaryKey(),
    level: text().notNull(),
    name: text().notNull(),
    members: text().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [uniqueIndex('lists_name').on(table.level, table.name)],
);
