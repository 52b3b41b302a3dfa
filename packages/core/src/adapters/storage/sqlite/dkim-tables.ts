import { sqliteCore } from './drizzle.ts';

const { integer, sqliteTable, text } = sqliteCore;

/** Keys that sign mail, one a level and domain: part of `schema.ts`, in the form that it describes. */
export const dkimKeys = sqliteTable(
  'dkim_keys',
  {
    level: text().notNull(),
    domain: text().notNull(),
    selector: text().notNull(),
    publicKey: text('public_key').notNull(),
    keyId: text('key_id').notNull(),
    box: text().notNull(),
    enabled: integer().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [sqliteCore.primaryKey({ columns: [table.level, table.domain] })],
);
