import type { GatheringMails } from '../../../delivery/outbox-store.ts';
import { levelKey, type Level } from '../../../kernel/level.ts';
import type { Session } from './session.ts';

// By the index of what gathers, which is short, before anything else is asked of it.
const OF_LEVEL = {
  name: 'gathering-mails',
  text: `WITH open AS MATERIALIZED (SELECT id, level, due_at FROM deliveries WHERE gather_key IS NOT NULL)
         SELECT count(*) AS mails, min(due_at) AS "nextAt",
                coalesce(sum((SELECT count(*) FROM digest_members WHERE delivery_id = open.id)), 0)::bigint AS events
           FROM open WHERE level = $1`,
};

/** What gathers at a level. */
export async function gatheringMails({ run }: Session, level: Level): Promise<GatheringMails> {
  const [row] = await run<GatheringMails>(OF_LEVEL, [levelKey(level)]);
  return row ?? { mails: 0, events: 0, nextAt: null };
}
