import { sqliteCore } from './drizzle.ts';
import type { AuditAction } from '../../../audit/audit-entry.ts';

const { index, integer, sqliteTable, text } = sqliteCore;

/** Append-only: triggers refuse every change. */
export const audit = sqliteTable(
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
