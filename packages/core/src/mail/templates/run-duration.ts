import type { AutomationEvent } from '../../events/automation-event.ts';
import { factOf } from './fact-of.ts';

/** Milliseconds from the start to the end, where the event tells both and they make sense; else null. */
export function runDuration(event: AutomationEvent): number | null {
  const started = factOf(event, 'started');
  const ended = factOf(event, 'ended');
  if (started?.kind !== 'time' || ended?.kind !== 'time') return null;
  return ended.at >= started.at ? ended.at - started.at : null;
}
