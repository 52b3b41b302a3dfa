import type { CanaryStore } from '../canaries/canary-store.ts';
import { canaryStanding } from '../canaries/canary-standing.ts';
import type { Canary } from '../canaries/canary.ts';
import type { MaintenanceStore } from '../delivery/maintenance.ts';
import type { Clock } from '../kernel/clock.ts';
import { levelKey } from '../kernel/level.ts';
import type { Signal } from './fold-signals.ts';
import type { CanaryFailure, Incident } from './incident.ts';

/** What is seen of canaries. */
export interface CanarySignalsDeps {
  readonly storage: {
    readonly canaries: Pick<CanaryStore, 'list'>;
    readonly maintenance: Pick<MaintenanceStore, 'mode'>;
  };
  readonly clock: Clock;
}

/**
 * Looks for canaries that do not arrive, and for those that do again. While mail is held by hand nothing is said of them; what
 * is overdue counts from when that was over, or this process began to look.
 */
export function createCanarySignals({
  storage,
  clock,
}: CanarySignalsDeps): (open: readonly Incident[]) => Promise<readonly Signal[]> {
  let watchedSince = clock.now();
  return async (open) => {
    const now = clock.now();
    const [canaries, mode] = await Promise.all([storage.canaries.list(), storage.maintenance.mode()]);
    if (mode === 'suspended') watchedSince = now;
    return [
      ...canaries.flatMap((canary) => signalsOf(canary, { open, now, watchedSince })),
      ...open.flatMap((incident) => removed(incident, canaries, now)),
    ];
  };
}

function signalsOf(
  canary: Canary,
  seen: { readonly open: readonly Incident[]; readonly now: number; readonly watchedSince: number },
): readonly Signal[] {
  const standing = canaryStanding(canary, seen.now, seen.watchedSince);
  switch (standing) {
    case 'delivered':
    case 'by-host':
      return [
        { kind: 'resolve', level: canary.level, of: KIND, subject: null, how: 'recovered', at: seen.now },
      ];
    case 'failed':
    case 'held':
    case 'late':
    case 'not-sent':
      return [raised(canary, standing, seen)];
    case 'not-yet':
    case 'under-way':
    case 'suspended':
      return [];
    default:
      return standing satisfies never;
  }
}

function raised(
  { level, address, nextAt, last }: Canary,
  failure: CanaryFailure,
  { open, now }: { readonly open: readonly Incident[]; readonly now: number },
): Signal {
  const sent = failure === 'not-sent' ? null : last;
  const facts = {
    kind: KIND,
    address,
    failure,
    reason: sent?.reason ?? null,
    expectedAt: sent?.sentAt ?? nextAt,
    deliveryId: sent?.deliveryId ?? null,
  } as const;
  const before = open.find((one) => one.facts.kind === KIND && levelKey(one.level) === levelKey(level));
  const known = before?.facts.kind === KIND && before.facts.expectedAt === facts.expectedAt;
  return { kind: 'raise', level, subject: 'canary', facts, times: known ? 0 : 1, step: 0, at: now };
}

/** One whose canary was taken away. */
function removed({ facts, level }: Incident, canaries: readonly Canary[], now: number): readonly Signal[] {
  if (facts.kind !== KIND) return [];
  if (canaries.some((canary) => levelKey(canary.level) === levelKey(level))) return [];
  return [{ kind: 'resolve', level, of: KIND, subject: null, how: 'changed', at: now }];
}

const KIND = 'canary-failed';
