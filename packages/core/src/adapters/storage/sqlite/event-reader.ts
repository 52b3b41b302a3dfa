import { eq } from './drizzle.ts';
import type { AutomationEvent } from '../../../events/automation-event.ts';
import { AppError } from '../../../kernel/errors.ts';
import { eventCodec } from '../records/event-codec.ts';
import { parameter } from './parameter.ts';
import { prepareStatement } from './prepare-statement.ts';
import { events } from './schema.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** An event with the time it was received, in epoch milliseconds. */
export interface ReadEvent {
  readonly event: AutomationEvent;
  readonly receivedAt: number;
}

/** Gives readers that read each event once, however many deliveries it has. A reader is for one operation. */
export function eventReader({ orm, client }: SqliteConnection): () => (id: string) => ReadEvent {
  const { id, event, trouble, receivedAt } = events;
  const eventOf = prepareStatement(
    client,
    orm
      .select({ id, event, trouble, receivedAt })
      .from(events)
      .where(eq(id, parameter.text('id'))),
    ['id', 'event', 'trouble', 'receivedAt'],
  );

  return () => {
    const read = new Map<string, ReadEvent>();
    return (id) => {
      const known = read.get(id);
      if (known !== undefined) return known;
      const row = eventOf.get({ id });
      if (row === undefined) {
        throw new AppError('storage-corrupt', `The database has lost event ${id}. Restore it from a backup.`);
      }
      const event = eventCodec.fromRow(row);
      read.set(id, event);
      return event;
    };
  };
}
