import { integer, text } from './columns.ts';
import { postgresCore } from './drizzle.ts';
import type { AuditAction } from '../../../audit/audit-entry.ts';

const { index, pgTable } = postgresCore;

/** Append-only: triggers refuse every change. */
export const audit = pgTable(
  'audit',
  {
    id: text().primaryKey(),
    at: integer().notNull(),
    actor: text().notNull(),
    action: text().$type<AuditAction>().notNull(),
    level: text().notNull(),
    subject: text(),
    changes: text().notNull(),
  },
  (table) => [index('audit_level').on(table.level, table.id)],
);
