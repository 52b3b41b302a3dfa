import type { Delivery } from '../../../delivery/delivery.ts';
import { MOST_GROUPS, type Gathered, type GatheredGroup } from '../../../mail/gathered.ts';
import { SEVERITY_RANK } from '../records/severity-rank.ts';
import type { Session } from './session.ts';

// `mode()` passes over nulls, and of several that are as frequent takes the first in order.
const GROUPS = {
  name: 'gathered-groups',
  text: `SELECT type, name, severity, state, count(*) AS count, min(at) AS "firstAt", max(at) AS "lastAt",
                mode() WITHIN GROUP (ORDER BY exception) AS exception,
                count(*) OVER () AS kinds, (sum(count(*)) OVER ())::bigint AS "allCount",
                min(min(at)) OVER () AS "allFirstAt", max(max(at)) OVER () AS "allLastAt"
           FROM digest_members WHERE delivery_id = $1
          GROUP BY type, name, severity, state
          ORDER BY ${SEVERITY_RANK} DESC, count(*) DESC, type, coalesce(name, ''), coalesce(state, '') LIMIT ${String(MOST_GROUPS)}`,
};

interface Row extends GatheredGroup {
  readonly kinds: number;
  readonly allCount: number;
  readonly allFirstAt: number;
  readonly allLastAt: number;
}

/** Reads what a delivery gathered. Its events are grouped in the database: there may be a hundred thousand. */
export async function readGathered(
  { run }: Session,
  { id, gathers }: Pick<Delivery, 'id' | 'gathers'>,
): Promise<Gathered | null> {
  if (gathers === null) return null;
  const rows = await run<Row>(GROUPS, [id]);
  const [first] = rows;
  return {
    kind: gathers,
    count: first?.allCount ?? 0,
    firstAt: first?.allFirstAt ?? 0,
    lastAt: first?.allLastAt ?? 0,
    kinds: first?.kinds ?? 0,
    groups: rows.map(({ type, name, severity, state, count, firstAt, lastAt, exception }) => {
      return { type, name, severity, state, count, firstAt, lastAt, exception };
    }),
  };
}
