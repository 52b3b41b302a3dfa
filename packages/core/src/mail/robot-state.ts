import type { AutomationEvent } from '../events/automation-event.ts';
import { factWord } from './templates/fact-of.ts';

/** How a robot may be, the most telling first: "unresponsive" is a flag beside a state and says more than it. */
export const ROBOT_STATES = ['unresponsive', 'disconnected', 'available', 'busy'] as const;
export type RobotState = (typeof ROBOT_STATES)[number];

/** How the robot is that an event reports on; null: it is about no robot's status, or about one with no words here. Pure. */
export function robotStateOf(event: AutomationEvent): RobotState | null {
  if (event.type.toLowerCase() !== 'robot.status') return null;
  const words = [factWord(event, 'status'), factWord(event, 'state')];
  return ROBOT_STATES.find((state) => words.includes(state)) ?? null;
}
