import type { Severity } from '../events/automation-event.ts';
import type { RobotState } from './robot-state.ts';

/** Events of one kind in a mail about many. */
export interface GatheredGroup {
  readonly type: string;
  /** The process, queue, robot or subject; null when the events name none. */
  readonly name: string | null;
  readonly severity: Severity;
  /** How the robots were that they report on; null: they report on none. */
  readonly state: RobotState | null;
  readonly count: number;
  /** Epoch milliseconds: when the first and the last were received. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What went wrong most often, in a few words; null when nothing is said. */
  readonly exception: string | null;
}

/** What one mail about many events is about. */
export interface Gathered {
  readonly kind: 'digest' | 'hours' | 'storm';
  readonly count: number;
  /** Epoch milliseconds: when the first and the last were received. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** How many kinds there are; {@link Gathered.groups} holds the first of them. */
  readonly kinds: number;
  /** The severest first, of those as severe the most frequent; up to {@link MOST_GROUPS}. */
  readonly groups: readonly GatheredGroup[];
}

/** So many kinds of events are shown in one mail; the rest is counted. */
export const MOST_GROUPS = 25;
