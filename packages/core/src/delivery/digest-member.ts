import type { AutomationEvent, Severity } from '../events/automation-event.ts';
import { headlineOf } from '../mail/headline.ts';
import { robotStateOf, type RobotState } from '../mail/robot-state.ts';

/** An event's place in a mail about many, with what the mail groups by. */
export interface DigestMember {
  readonly deliveryId: string;
  readonly eventId: string;
  readonly type: string;
  readonly severity: Severity;
  readonly name: string | null;
  /** How the robot is that it reports on; null: it reports on none. */
  readonly state: RobotState | null;
  /** What went wrong, in a few words. */
  readonly exception: string | null;
  /** Epoch milliseconds: when the event was received. */
  readonly at: number;
}

/** What is kept of an event besides itself, so that ten thousand are grouped without reading them. Pure. */
export function digestMemberOf(event: AutomationEvent): Omit<DigestMember, 'deliveryId' | 'eventId' | 'at'> {
  const { type, severity, process, queue, robot, subject } = event;
  const name = process?.name ?? queue?.name ?? robot?.name ?? subject;
  return { type, severity, name, state: robotStateOf(event), exception: headlineOf(event.detail) };
}
