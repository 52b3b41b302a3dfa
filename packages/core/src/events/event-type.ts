import type { Localized } from '../kernel/language.ts';
import type { Severity } from './automation-event.ts';

/** What an event is about, as far as templates and lists tell it apart. */
export type EventFamily =
  | 'job'
  | 'robot'
  | 'queue'
  | 'queue-item'
  | 'process'
  | 'trigger'
  | 'action'
  | 'alert'
  | 'licence'
  | 'product'
  | 'account'
  | 'system';

/**
 * Who may get mail about it. `rules`: whoever a rule names. `exact-rules`: the same, but only a rule that spells the
 * type out; neither `*` nor the lack of a type means it. `addressee`: the person that the event names, nobody else.
 */
export type EventAudience = 'rules' | 'exact-rules' | 'addressee';

/** One type that Postern knows. */
export interface EventType {
  /** The wire value, such as `job.faulted`. */
  readonly type: string;
  readonly family: EventFamily;
  /** Unless the event itself says otherwise. */
  readonly severity: Severity;
  readonly audience: EventAudience;
  readonly name: Localized;
}
