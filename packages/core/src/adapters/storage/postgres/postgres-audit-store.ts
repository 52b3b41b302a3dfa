import { and, desc, eq, lt } from './drizzle.ts';
import type { AuditStore } from '../../../audit/audit-store.ts';
import { auditCodec } from '../records/audit-codec.ts';
import { checkPage } from '../records/check-page.ts';
import { pageOf } from '../records/page-of.ts';
import { writeAudit } from './configuration-changes.ts';
import { levelCondition } from './level-condition.ts';
import { timeCondition } from './time-condition.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { audit } from './schema.ts';

/** The audit log in PostgreSQL. */
export function postgresAuditStore(connection: PostgresConnection): AuditStore {
  return {
    append: (entry) => connection.write((session) => writeAudit(session, [entry])),

    list: ({ level, action, since, until }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
          .select()
          .from(audit)
          .where(
            and(
              levelCondition(audit.level, level),
              action === undefined ? undefined : eq(audit.action, action),
              timeCondition(audit.at, { since, until }),
              page.cursor === undefined ? undefined : lt(audit.id, page.cursor),
            ),
          )
          .orderBy(desc(audit.id))
          .limit(page.limit + 1);
        return pageOf(rows.map(auditCodec.fromRow), page.limit, (last) => last.id);
      }),
  };
}
