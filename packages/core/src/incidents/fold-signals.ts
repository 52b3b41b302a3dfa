import { isDeepStrictEqual } from 'node:util';
import { UNREACHED_FRESH } from './unreached-since.ts';
import type { NewId } from '../kernel/ids.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { IncidentChange } from './incident-store.ts';
import type { Incident, IncidentFacts, IncidentKind, Resolution } from './incident.ts';

/** What was seen that opens, changes or resolves incidents. */
export type Signal =
  | {
      readonly kind: 'raise';
      readonly level: Level;
      readonly subject: string;
      readonly facts: IncidentFacts;
      /** How often it happened since the last signal; 0: it only goes on. */
      readonly times: number;
      readonly step: number;
      /** Epoch milliseconds, in all of them. */
      readonly at: number;
    }
  | {
      readonly kind: 'resolve';
      readonly level: Level;
      readonly of: IncidentKind;
      /** Null: whatever of that kind is open at the level. */
      readonly subject: string | null;
      readonly how: Resolution;
      readonly at: number;
    }
  /** These got mail: what had failed for them is over. */
  | {
      readonly kind: 'delivered';
      readonly level: Level;
      readonly addresses: ReadonlySet<string>;
      readonly at: number;
    };

/** So many recipients are named in an incident. */
const MOST_ADDRESSES = 10;

/**
 * The state machine of incidents, pure: what becomes of those that are open, and which are new, in the order in which it is
 * to be stored. What changes nothing is left out.
 */
export function foldSignals(
  open: readonly Incident[],
  signals: readonly Signal[],
  newId: NewId,
): readonly IncidentChange[] {
  const current = new Map(open.map((incident) => [incidentKey(incident), incident]));
  const changes = new Map<string, IncidentChange>();

  const keep = (incident: Incident, before: Incident | null): void => {
    const expectedVersion = changes.get(incident.id)?.expectedVersion ?? before?.version ?? 0;
    // One commit is one change for those who look.
    changes.set(incident.id, { incident: { ...incident, version: expectedVersion + 1 }, expectedVersion });
    const key = incidentKey(incident);
    if (incident.resolvedAt === null) current.set(key, incident);
    else current.delete(key);
  };

  for (const signal of signals) {
    if (signal.kind === 'raise') {
      const before = current.get(incidentKey(signal)) ?? null;
      const after = raised(before, signal, newId);
      if (after !== before && after !== null) keep(after, before);
      continue;
    }
    for (const before of [...current.values()]) {
      if (levelKey(before.level) !== levelKey(signal.level)) continue;
      const after = signal.kind === 'resolve' ? resolved(before, signal) : delivered(before, signal);
      if (after !== before) keep(after, before);
    }
  }
  return [...changes.values()];
}

/** What two incidents have in common that cannot both be open. */
export function incidentKey({
  level,
  facts,
  subject,
}: Pick<Incident, 'level' | 'facts' | 'subject'>): string {
  return `${levelKey(level)} ${facts.kind} ${subject}`;
}

function raised(
  before: Incident | null,
  { level, subject, facts, times, step, at }: Extract<Signal, { kind: 'raise' }>,
  newId: NewId,
): Incident | null {
  if (before === null) {
    return {
      id: newId(),
      level,
      subject,
      facts,
      count: Math.max(times, 1),
      step,
      openedAt: at,
      updatedAt: at,
      resolvedAt: null,
      resolution: null,
      version: 1,
      told: null,
    };
  }
  const merged = mergedFacts(before, facts, at);
  const worse = Math.max(before.step, step);
  if (times === 0 && worse === before.step && isDeepStrictEqual(merged, before.facts)) return before;
  return { ...before, facts: merged, count: before.count + times, step: worse, updatedAt: at };
}

function mergedFacts(
  { facts: before, updatedAt }: Incident,
  after: IncidentFacts,
  at: number,
): IncidentFacts {
  if (before.kind === 'connection-failing' && after.kind === 'connection-failing')
    return {
      ...after,
      failingSince: Math.min(before.failingSince, after.failingSince),
      byHostSince: before.byHostSince ?? after.byHostSince,
      unreachedSince:
        after.unreachedSince === null || before.unreachedSince === null || at - updatedAt > UNREACHED_FRESH
          ? after.unreachedSince
          : Math.min(before.unreachedSince, after.unreachedSince),
    };
  if (before.kind === 'delivery-failed' && after.kind === 'delivery-failed') {
    const all = [...new Set([...after.addresses, ...before.addresses])];
    const more = before.more || after.more || all.length > MOST_ADDRESSES;
    return { ...after, why: after.why ?? before.why, addresses: all.slice(0, MOST_ADDRESSES), more };
  }
  return after;
}

function resolved(
  before: Incident,
  { of, subject, how, at }: Extract<Signal, { kind: 'resolve' }>,
): Incident {
  if (before.facts.kind !== of || (subject !== null && before.subject !== subject)) return before;
  return { ...before, resolvedAt: at, resolution: how, updatedAt: at };
}

function delivered(before: Incident, { addresses, at }: Extract<Signal, { kind: 'delivered' }>): Incident {
  const { facts } = before;
  if (facts.kind !== 'delivery-failed') return before;
  const left = facts.addresses.filter((address) => !addresses.has(address));
  if (left.length === facts.addresses.length) return before;
  // Some may be left who are not named. It is no new failure, so the time of the last one stays.
  if (left.length > 0 || facts.more) return { ...before, facts: { ...facts, addresses: left } };
  return { ...before, resolvedAt: at, resolution: 'recovered', updatedAt: at };
}
