import { and, desc, eq, gte, lt } from './drizzle.ts';
import type { EventStore } from '../../../events/event-store.ts';
import { checkPage } from '../records/check-page.ts';
import { storedEventCodec } from '../records/event-codec.ts';
import { pageOf } from '../records/page-of.ts';
import { levelCondition } from './level-condition.ts';
import { timeCondition } from './time-condition.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { events } from './schema.ts';

const { id, level, event, trouble, receivedAt } = events;
const columns = { id, level, event, trouble, receivedAt };

/** Events in PostgreSQL, for reading. */
export function postgresEventStore(connection: PostgresConnection): EventStore {
  return {
    list: ({ level, type, since, until }, page) =>
      connection.ask(async ({ orm }) => {
        checkPage(page);
        const rows = await orm
          .select(columns)
          .from(events)
          .where(
            and(
              levelCondition(events.level, level),
              typeCondition(type),
              timeCondition(events.receivedAt, { since, until }),
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

/** Above every text that begins like it: the last character there is. */
const LAST = '\u{10FFFF}';

function typeCondition(type: string | undefined) {
  if (type === undefined || type === '*') return undefined;
  if (!type.endsWith('*')) return eq(events.type, type);
  const begin = type.slice(0, -1);
  return and(gte(events.type, begin), lt(events.type, begin + LAST));
}
