import type { AutomationEvent } from '../events/automation-event.ts';

/** What a mail answers: earlier mails to the same address about the same trouble. */
export interface Answered {
  /** Their Message-IDs, without angle brackets, oldest first; those that no server has are not among them. */
  readonly messageIds: readonly string[];
  /** What the trouble began with; null when that is forgotten. */
  readonly began: AutomationEvent | null;
}
