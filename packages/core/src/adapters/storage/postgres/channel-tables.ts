import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';
import type { Language } from '../../../kernel/language.ts';

const { pgTable, uniqueIndex } = postgresCore;

// Part of `schema.ts`, in the form that it describes.

/** Which channel belongs to which level: one channel a level, one level a channel. */
export const channels = pgTable(
  'channels',
  {
    level: text().primaryKey(),
    teamId: text('team_id').notNull(),
    channelId: text('channel_id').notNull(),
    language: text().$type<Language>().notNull(),
    boundAt: integer('bound_at').notNull(),
    boundBy: text('bound_by').notNull(),
  },
  (table) => [uniqueIndex('channels_place').on(table.teamId, table.channelId)],
);
