import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';

const { pgTable } = postgresCore;

/** Slack workspaces that the app is installed in: part of `schema.ts`, in the form that it describes. */
export const installations = pgTable('installations', {
  teamId: text('team_id').primaryKey(),
  teamName: text('team_name').notNull(),
  keyId: text('key_id').notNull(),
  box: text().notNull(),
  installedAt: integer('installed_at').notNull(),
  installedBy: text('installed_by').notNull(),
});
