import { sqliteCore } from './drizzle.ts';

const { integer, sqliteTable, text } = sqliteCore;

/** Slack workspaces that the app is installed in: part of `schema.ts`, in the form that it describes. */
export const installations = sqliteTable('installations', {
  teamId: text('team_id').primaryKey(),
  teamName: text('team_name').notNull(),
  keyId: text('key_id').notNull(),
  box: text().notNull(),
  installedAt: integer('installed_at').notNull(),
  installedBy: text('installed_by').notNull(),
});
