import { sqliteCore } from './drizzle.ts';
import type { Severity } from '../../../events/automation-event.ts';
import type { RobotState } from '../../../mail/robot-state.ts';

const { index, integer, sqliteTable, text } = sqliteCore;

/** Which events a mail about many is about, with what the mail groups by. */
export const digestMembers = sqliteTable(
  'digest_members',
  {
    deliveryId: text('delivery_id').notNull(),
    eventId: text('event_id').notNull(),
    type: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    name: text(),
    exception: text(),
    at: integer().notNull(),
    state: text().$type<RobotState>(),
  },
  (table) => [
    sqliteCore.primaryKey({ columns: [table.deliveryId, table.eventId] }),
    // Folding, forgetting and explaining ask in which mails an event is.
    index('digest_members_event').on(table.eventId),
  ],
);

/** How many mails a rule has made for an address, to tell storms; one row for each, changed in place. */
export const stormCounts = sqliteTable(
  'storm_counts',
  {
    ruleId: text('rule_id').notNull(),
    address: text().notNull(),
    startedAt: integer('started_at').notNull(),
    count: integer().notNull(),
  },
  (table) => [sqliteCore.primaryKey({ columns: [table.ruleId, table.address] })],
);
