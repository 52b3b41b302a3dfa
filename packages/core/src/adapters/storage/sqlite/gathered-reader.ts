import { asc, count, desc, eq, max, min, sql } from './drizzle.ts';
import type { Delivery } from '../../../delivery/delivery.ts';
import { MOST_GROUPS, type Gathered } from '../../../mail/gathered.ts';
import { parameter } from './parameter.ts';
import { digestMembers as members } from './schema.ts';
import { SEVERITY_RANK } from '../records/severity-rank.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Reads what a delivery gathered. Its events are grouped in the database: there may be a hundred thousand. */
export function gatheredReader({
  orm,
}: SqliteConnection): (delivery: Pick<Delivery, 'id' | 'gathers'>) => Gathered | null {
  const ofDelivery = eq(members.deliveryId, parameter.text('id'));
  const kindOf = {
    type: members.type,
    name: members.name,
    severity: members.severity,
    state: members.state,
  };
  const kind = [members.type, members.name, members.severity, members.state] as const;
  const worstFirst = [
    desc(sql.raw(SEVERITY_RANK)),
    desc(count()),
    asc(members.type),
    asc(sql`coalesce(name, '')`),
    asc(sql`coalesce(state, '')`),
  ];
  const whole = orm
    .select({ count: count(), firstAt: min(members.at), lastAt: max(members.at) })
    .from(members)
    .where(ofDelivery)
    .prepare();
  const groups = orm
    .select({ ...kindOf, count: count(), firstAt: min(members.at), lastAt: max(members.at) })
    .from(members)
    .where(ofDelivery)
    .groupBy(...kind)
    .orderBy(...worstFirst)
    .limit(MOST_GROUPS)
    .prepare();
  const kinds = orm
    .select({ count: count() })
    .from(
      orm
        .select(kindOf)
        .from(members)
        .where(ofDelivery)
        .groupBy(...kind)
        .as('kinds'),
    )
    .prepare();
  const exception = orm
    .select({ text: members.exception })
    .from(members)
    .where(
      sql`${ofDelivery} AND exception IS NOT NULL AND type = ${parameter.text('type')} AND severity = ${parameter.text('severity')} AND name IS ${parameter.text('name')} AND state IS ${parameter.text('state')}`,
    )
    .groupBy(members.exception)
    .orderBy(desc(count()), asc(members.exception))
    .limit(1)
    .prepare();

  return ({ id, gathers }) => {
    if (gathers === null) return null;
    const all = whole.get({ id });
    return {
      kind: gathers,
      count: all?.count ?? 0,
      firstAt: all?.firstAt ?? 0,
      lastAt: all?.lastAt ?? 0,
      kinds: kinds.get({ id })?.count ?? 0,
      groups: groups.all({ id }).map((group) => {
        const { type, name, severity, state } = group;
        return {
          type,
          name,
          severity,
          state,
          count: group.count,
          firstAt: group.firstAt ?? 0,
          lastAt: group.lastAt ?? 0,
          exception: exception.get({ id, type, name, severity, state })?.text ?? null,
        };
      }),
    };
  };
}
