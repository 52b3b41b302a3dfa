import { and, desc, eq, gte, lt } from './drizzle.ts';
import type { EventStore } from '../../../events/event-store.ts';
import { checkPage } from '../records/check-page.ts';
import { storedEventCodec } from '../records/event-codec.ts';
import { pageOf } from '../records/page-of.ts';
import { levelCondition } from './level-condition.ts';
import { timeCondition } from './time-condition.ts';
import { events } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const { id, level, event, trouble, receivedAt } = events;
const columns = { id, level, event, trouble, receivedAt };

/** Events in SQLite, for reading. */
export function sqliteEventStore(connection: SqliteConnection): EventStore {
  const { orm } = connection;
  return {
    list: ({ level, type, since, until }, page) =>
      connection.read(() => {
        checkPage(page);
        const rows = orm
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
          .limit(page.limit + 1)
          .all();
        return pageOf(rows.map(storedEventCodec.fromRow), page.limit, (last) => last.id);
      }),

    find: (id) =>
      connection.read(() => {
        const row = orm.select(columns).from(events).where(eq(events.id, id)).get();
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
