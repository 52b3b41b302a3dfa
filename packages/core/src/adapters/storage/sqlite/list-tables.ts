import { sqliteCore } from './drizzle.ts';

const { integer, sqliteTable, text, uniqueIndex } = sqliteCore;

/** Recipients under one name: part of `schema.ts`, in the form that it describes. */
export const lists = sqliteTable(
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
