import type { Delivery } from '../../../delivery/delivery.ts';
import { MOST_ANSWERS, type ThreadMail } from '../../../delivery/thread.ts';
import type { Session } from './session.ts';

// A few rows by their keys, however long the thread is.
const MAILS = {
  name: 'mails-of-thread',
  text: `(SELECT id AS "deliveryId", message_id AS "messageId", state, due_at AS "dueAt" FROM deliveries WHERE id = $1)
          UNION ALL
         (SELECT id, message_id, state, due_at FROM deliveries
           WHERE thread = $1 AND id < $2 ORDER BY id DESC LIMIT ${String(MOST_ANSWERS)})`,
};

/** Reads what a delivery answers. */
export async function mailsOfThread(
  { run }: Session,
  { id, thread }: Pick<Delivery, 'id' | 'thread'>,
): Promise<readonly ThreadMail[]> {
  if (thread === null) return [];
  const mails = await run<ThreadMail>(MAILS, [thread, id]);
  return [
    ...mails.filter(({ deliveryId }) => deliveryId === thread),
    ...mails.filter(({ deliveryId }) => deliveryId !== thread).toReversed(),
  ];
}
