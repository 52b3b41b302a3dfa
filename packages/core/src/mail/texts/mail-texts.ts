import type { FactLabel, Severity } from '../../events/automation-event.ts';
import type { RobotState } from '../robot-state.ts';
import type { Gathered } from '../gathered.ts';
import type { EventNames } from '../event-names.ts';

/** Everything that a mail about an event may have to say, beyond the type itself: a robot's status may mean four things. */
export const SITUATIONS = [
  'job.created',
  'job.started',
  'job.completed',
  'job.faulted',
  'job.stopped',
  'job.suspended',
  'robot.created',
  'robot.updated',
  'robot.deleted',
  'robot.unresponsive',
  'robot.disconnected',
  'robot.available',
  'robot.busy',
  'robot.status',
  'queue.created',
  'queue.updated',
  'queue.deleted',
  'item.added',
  'item.started',
  'item.completed',
  'item.failed',
  'item.failed-business',
  'item.abandoned',
  'process.created',
  'process.updated',
  'process.deleted',
  'trigger.failed',
  'action.created',
  'action.completed',
  'action.assigned',
  'action.saved',
  'action.forwarded',
  'action.deleted',
  'licence.expiring',
  'licence.urgent',
  'licence.expired',
  'product.update',
  'product.security-update',
  'alert',
  'ping',
  'custom',
  'unknown',
  /** A known type whose own template failed. */
  'plain',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** How a situation is put. Names come cleaned and capped; what is not known is null. */
export interface SituationWords {
  /** Subject and title: a line that says it all on a phone. */
  title(names: EventNames): string;
  /** One or two sentences in plain words. */
  sentence(names: EventNames): string;
  /** The next useful step; null when there is nothing to do. */
  readonly next: string | null;
}

/** Labels of facts, and of two that mails work out themselves. */
export type ShownLabel = FactLabel | 'duration' | 'occurred';

/** Values that UiPath sends as one word, by that word in lower case. */
export const KNOWN_VALUES = [
  'pending',
  'running',
  'stopping',
  'terminating',
  'faulted',
  'successful',
  'stopped',
  'suspended',
  'resumed',
  'available',
  'busy',
  'disconnected',
  'unresponsive',
  'unknown',
  'new',
  'inprogress',
  'failed',
  'abandoned',
  'retried',
  'deleted',
  'unassigned',
  'completed',
  'high',
  'normal',
  'low',
  'medium',
  'critical',
  'applicationexception',
  'businessexception',
] as const;
export type KnownValue = (typeof KNOWN_VALUES)[number];

/** Every word of every mail in one language. */
export interface MailTexts {
  readonly badges: Readonly<Record<Severity, string>>;
  readonly labels: Readonly<Record<ShownLabel, string>>;
  readonly values: Readonly<Record<KnownValue, string>>;
  readonly situations: Readonly<Record<Situation, SituationWords>>;
  /** The small line above the title of mail of the host level. */
  readonly platform: string;
  readonly detail: {
    /** Label of an exception. */
    readonly exception: string;
    /** Label of any other longer text. */
    readonly message: string;
    /** In place of what was left out of the middle. */
    gap(leftOut: string): string;
    /** Under a shortened text. */
    shortened(shown: string, total: string): string;
  };
  readonly nextStep: string;
  readonly open: string;
  readonly releaseNotes: string;
  /** When the mail goes out much later than the event came. */
  late(receivedAt: string): string;
  /** In the mail with which a storm begins; `isTime` when it is on the same day, and a time alone says it. */
  storm(until: string, isTime: boolean): string;
  readonly footer: {
    rule(name: string | null): string;
    readonly requested: string;
    timeZone(name: string): string;
    type(type: string): string;
  };
  readonly passwordRecovery: PasswordRecoveryTexts;
  readonly digest: DigestTexts;
  readonly canary: CanaryTexts;
  readonly recovery: RecoveryTexts;
}

/** The words of the mail that shows that mail goes out. `whose` null: the host's. Times come written out. */
export interface CanaryTexts {
  subject(whose: string | null, sentAt: string): string;
  readonly title: string;
  sentence(whose: string | null): string;
  next(at: string): string;
  /** What it means when one does not come. */
  readonly missing: string;
  readonly footer: string;
}

/** The words of the mail that says that a trouble is over. Times and durations come written out. */
export interface RecoveryTexts {
  /** On the badge, and in brackets in the subject. */
  readonly badge: string;
  /** @param title of the mail that told of the trouble */
  title(title: string): string;
  /** @param duration null when it is not known; @param title of the event that ends it */
  preview(duration: string | null, title: string): string;
  sentence(since: string, duration: string | null): string;
  /** What is left to do after a job that failed. */
  readonly faultedRun: string;
}

/** The words of a mail about many events. Numbers and times come written out. */
export interface DigestTexts {
  /** @param about what it is about when that is one kind of event; else null */
  title(kind: Gathered['kind'], count: string, about: string | null): string;
  /** @param day on which all of them came, with times alone beside it; null: they came on several, and the times say which */
  sentence(
    kind: Gathered['kind'],
    span: { readonly day: string | null; readonly first: string; readonly last: string },
  ): string;
  /** How often one kind came; `last` is null when all came within the minute. */
  group(group: {
    /** Null: it came once. */
    readonly count: string | null;
    readonly first: string;
    readonly last: string | null;
    readonly exception: string | null;
  }): string;
  /** Robots that report how they are, in place of the type's name. */
  readonly robots: Readonly<Record<RobotState, string>>;
  /** Under a list that was cut. */
  /** What is left out, the least severe: how many kinds and events, null for one. */
  more(kinds: string | null, events: string | null): string;
}

/** The words of the mail to a person who forgot a password. */
export interface PasswordRecoveryTexts {
  readonly subject: string;
  readonly title: string;
  readonly preview: string;
  greeting(name: string | null): string;
  readonly request: string;
  readonly button: string;
  valid(until: string): string;
  /** In place of the button, when the request brought no link that may be followed. */
  readonly noLink: string;
  readonly notYou: string;
}
