import { and, desc, eq, lt } from './drizzle.ts';
import type { EventStore } from '../../../events/event-store.ts';
import { checkPage } from '../records/check-page.ts';
import { storedEventCodec } from '../records/event-codec.ts';
import { pageOf } from '../records/page-of.ts';
import { levelCondition } from './level-condition.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { events } from './schema.ts';

const columns = { id: events.id, level: events.level, event: events.event, receivedAt: events.receivedAt };

/** Events in PostgreSQL, for reading. */
export function postgresEventStore(connection: PostgresConnection): EventStore {
  return {
    list: ({ level }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
          .select(columns)
          .from(events)
          .where(
            and(
              levelCondition(events.level, level),
              page.cursor === undefined ? undefined : lt(events.id, page.cursor),
            ),
          )
          .orderBy(desc(events.id))
          .limit(page.limit + 1);
        return pageOf(rows.map(storedEventCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.ask(async ({ orm }) => {
        const [row] = await orm.select(columns).from(events).where(eq(events.id, id));
        return row === undefined ? null : storedEventCodec.fromRow(row);
      }),
  };
}
