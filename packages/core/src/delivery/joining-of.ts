import type { GatheringKind } from '../alerts/pace-delivery.ts';
import type { PlannedDelivery } from '../alerts/planned-delivery.ts';
import { countForStorm, type StormCount } from '../alerts/storm-count.ts';

/** The mail about many that an event joins. */
export interface Gathering {
  readonly kind: GatheringKind;
  /** Of all that waits, one mail at most has this key. */
  readonly key: string;
  /** Epoch milliseconds: when it is due at the latest. */
  readonly until: number;
}

/** Whose mails are counted, to tell a storm. */
export interface StormCounts {
  read(ruleId: string, address: string): StormCount | null;
  write(ruleId: string, address: string, count: StormCount): void;
}

/** The key of what a planned delivery may join; null: it joins nothing, whatever else comes. */
export function gatheringKeyOf({
  ruleId,
  recipient,
  silence,
  pacing,
}: Pick<PlannedDelivery, 'ruleId' | 'recipient' | 'silence' | 'pacing'>): string | null {
  if (pacing === null || ruleId === null || silence !== null) return null;
  return `${ruleId} ${recipient.address} ${pacing.kind === 'gather' ? pacing.as : 'storm'}`;
}

/** How a delivery goes out. */
export interface Joining {
  /** The mail that it joins instead of being one itself; null: it is one. */
  readonly gathering: Gathering | null;
  /** With it a storm begins, and its mail says so: what follows comes as one mail, then; epoch milliseconds. */
  readonly stormUntil: number | null;
}

const ALONE: Joining = { gathering: null, stormUntil: null };

/**
 * Whether a planned delivery is a mail itself. The one after the limit of a storm still is, and says that it began; all
 * that follow join one mail. One that a silence mutes joins nothing and counts for nothing.
 * @param at epoch milliseconds
 */
export function joiningOf(
  {
    ruleId,
    recipient,
    silence,
    pacing,
  }: Pick<PlannedDelivery, 'ruleId' | 'recipient' | 'silence' | 'pacing'>,
  at: number,
  counts: StormCounts,
): Joining {
  const key = gatheringKeyOf({ ruleId, recipient, silence, pacing });
  if (pacing === null || ruleId === null || key === null) return ALONE;
  if (pacing.kind === 'gather')
    return { gathering: { kind: pacing.as, key, until: pacing.until }, stormUntil: null };
  const { address } = recipient;
  const before = counts.read(ruleId, address);
  const now = countForStorm(before, at, pacing);
  if (now !== before) counts.write(ruleId, address, now);
  if (now.count <= pacing.most) return ALONE;
  const until = now.startedAt + pacing.within;
  if (before?.count === pacing.most) return { gathering: null, stormUntil: until };
  return { gathering: { kind: 'storm', key, until }, stormUntil: null };
}
