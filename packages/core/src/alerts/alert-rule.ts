import type { Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';
import type { RulePace } from './rule-pace.ts';
import type { Severity } from '../events/automation-event.ts';

/** Which events. Every matcher given must match; within one, any pattern may. Patterns know `*` and ignore case. */
export interface Matchers {
  /** Such as `job.faulted` or `job.*`. */
  readonly types: readonly string[];
  /** This severity or worse; null: any. */
  readonly minimumSeverity: Severity | null;
  /** Names or ids. */
  readonly tenants: readonly string[];
  readonly folders: readonly string[];
  readonly processes: readonly string[];
  readonly robots: readonly string[];
  readonly queues: readonly string[];
  /** Text anywhere in the subject or the detail, ignoring case. */
  readonly texts: readonly string[];
}

/** One address with its language and time zone; null: the organization's. Or a list of the rule's level, whose members may have their own. */
export interface RuleRecipient {
  /** A mailbox, or a list as `list:oncall`: see {@link listNameOf}. */
  readonly address: string;
  readonly language: Language | null;
  readonly timeZone: string | null;
}

/** Which events, to whom, and how soon. */
export interface AlertRule {
  readonly id: string;
  /** A rule of an organization sees its events; a rule of the host sees those of host sources. */
  readonly level: Level;
  readonly name: string;
  readonly state: 'enabled' | 'paused';
  readonly matchers: Matchers;
  readonly recipients: readonly RuleRecipient[];
  /** Keys of {@link AutomationEvent.data} that the mail shows. */
  readonly includeData: readonly string[];
  readonly pace: RulePace;
  /** Whoever was told of a trouble is told of its end, whether or not the rule matches that event. */
  readonly recovery: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
