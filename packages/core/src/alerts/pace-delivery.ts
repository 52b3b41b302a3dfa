import { SEVERITIES, type Severity } from '../events/automation-event.ts';
import { nextDigestAt, nextOpening } from './digest-times.ts';
import type { RulePace, StormLimit } from './rule-pace.ts';

/** What a mail waits for together with others. */
export const GATHERING_KINDS = ['digest', 'hours', 'storm'] as const;
export type GatheringKind = (typeof GATHERING_KINDS)[number];

/** How a planned delivery goes out, when it does not simply go out at once. */
export type Pacing =
  /** Together with others, at that moment; epoch milliseconds. */
  | {
      readonly kind: 'gather';
      readonly as: Exclude<GatheringKind, 'storm'>;
      readonly until: number;
    }
  /** At once, until there are too many. */
  | ({ readonly kind: 'storm' } & StormLimit);

/** How a rule paces an event that comes at that moment (epoch milliseconds); null: at once, whatever else comes. Pure. */
export function paceDelivery(
  pace: RulePace,
  { severity, at, timeZone }: { readonly severity: Severity; readonly at: number; readonly timeZone: string },
): Pacing | null {
  const { digest, hours, storm, atOnceFrom } = pace;
  if (atOnceFrom !== null && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(atOnceFrom)) return null;
  const due = digest === null ? at : nextDigestAt(digest, at, timeZone);
  const until = nextOpening(hours, due, timeZone);
  if (until > at) return { kind: 'gather', as: digest === null ? 'hours' : 'digest', until };
  return storm === null ? null : { kind: 'storm', ...storm };
}
