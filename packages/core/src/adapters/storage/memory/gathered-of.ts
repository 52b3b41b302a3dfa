import type { Delivery } from '../../../delivery/delivery.ts';
import type { DigestMember } from '../../../delivery/digest-member.ts';
import { SEVERITIES } from '../../../events/automation-event.ts';
import { MOST_GROUPS, type Gathered, type GatheredGroup } from '../../../mail/gathered.ts';
import type { MemoryState } from './memory-state.ts';

/** What a delivery gathered; null for one that does not gather. */
export function gatheredOf({ members }: MemoryState, { id, gathers }: Delivery): Gathered | null {
  if (gathers === null) return null;
  const all = members.get(id) ?? [];
  const kinds = Map.groupBy(all, ({ type, name, severity, state }) =>
    JSON.stringify([type, name, severity, state]),
  );
  const groups = [...kinds.values()].flatMap(groupOf).toSorted(worstFirst);
  const times = all.map(({ at }) => at);
  return {
    kind: gathers,
    count: all.length,
    firstAt: Math.min(...times),
    lastAt: Math.max(...times),
    kinds: groups.length,
    groups: groups.slice(0, MOST_GROUPS),
  };
}

function groupOf(group: readonly DigestMember[]): readonly GatheredGroup[] {
  const [first] = group;
  if (first === undefined) return [];
  const { type, name, severity, state } = first;
  const said = Map.groupBy(
    group.filter(({ exception }) => exception !== null),
    ({ exception }) => exception,
  );
  const [exception = null] =
    [...said]
      .toSorted(
        ([one, ones], [other, others]) =>
          others.length - ones.length || ((one ?? '') < (other ?? '') ? -1 : 1),
      )
      .at(0) ?? [];
  const times = group.map(({ at }) => at);
  return [
    {
      type,
      name,
      severity,
      state,
      count: group.length,
      firstAt: Math.min(...times),
      lastAt: Math.max(...times),
      exception,
    },
  ];
}

function worstFirst(one: GatheredGroup, other: GatheredGroup): number {
  return (
    SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity) ||
    other.count - one.count ||
    inOrder(one.type, other.type) ||
    inOrder(one.name ?? '', other.name ?? '') ||
    inOrder(one.state ?? '', other.state ?? '')
  );
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
