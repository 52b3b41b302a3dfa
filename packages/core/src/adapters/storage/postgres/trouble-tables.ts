import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';
import type { Severity } from '../../../events/automation-event.ts';

const { index, pgTable } = postgresCore;

/** Who was told of which trouble that is not over; one row for each, changed in place and gone with its end. */
export const troubles = pgTable(
  'troubles',
  {
    level: text().notNull(),
    key: text().notNull(),
    address: text().notNull(),
    ruleId: text('rule_id').notNull(),
    thread: text().notNull(),
    eventId: text('event_id').notNull(),
    severity: text().$type<Severity>().notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [
    postgresCore.primaryKey({ columns: [table.level, table.key, table.address] }),
    // Forgetting an event asks for what began with it.
    index('troubles_event').on(table.eventId),
  ],
);
