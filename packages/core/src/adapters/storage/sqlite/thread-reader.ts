import type { Delivery } from '../../../delivery/delivery.ts';
import { MOST_ANSWERS, type ThreadMail } from '../../../delivery/thread.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const MAIL = `id AS deliveryId, message_id AS messageId, state, due_at AS dueAt`;

/** Reads what a delivery answers: a few rows by their keys, however long the thread is. */
export function threadReader({
  client,
}: SqliteConnection): (delivery: Pick<Delivery, 'id' | 'thread'>) => readonly ThreadMail[] {
  const mails = client.prepare<{ thread: string; id: string }, ThreadMail>(
    `SELECT ${MAIL} FROM deliveries WHERE id = CAST(@thread AS TEXT)
      UNION ALL
     SELECT * FROM (SELECT ${MAIL} FROM deliveries WHERE thread = CAST(@thread AS TEXT) AND id < CAST(@id AS TEXT)
                     ORDER BY id DESC LIMIT ${String(MOST_ANSWERS)})
      ORDER BY deliveryId`,
  );
  return ({ id, thread }) => {
    if (thread === null) return [];
    const all = mails.all({ thread, id });
    return [
      ...all.filter(({ deliveryId }) => deliveryId === thread),
      ...all.filter(({ deliveryId }) => deliveryId !== thread),
    ];
  };
}
