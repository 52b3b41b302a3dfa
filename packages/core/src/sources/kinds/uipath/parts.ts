import { z } from 'zod';
import type { Named } from '../../../events/automation-event.ts';
import { namedThing } from '../event-reading.ts';
import { lenient } from '../lenient.ts';

/** The robot within a job or a queue item. */
export const robotPart = lenient.object(
  z.object({ Id: lenient.line(), Name: lenient.line(), MachineName: lenient.line() }),
);

/** The process (UiPath's API says release) within a job or a trigger. */
export const releasePart = lenient.object(
  z.object({ Id: lenient.line(), Key: lenient.line(), Name: lenient.line(), ProcessKey: lenient.line() }),
);

/** The process as rules and mail name it: what Orchestrator lists it by, else its package. */
export function processOf(
  release: z.output<typeof releasePart>,
  shownAs: string | null = null,
): Named | null {
  return namedThing(
    release?.Id ?? release?.Key ?? null,
    shownAs ?? release?.Name ?? release?.ProcessKey ?? null,
  );
}

/** The robot as rules and mail name it. */
export function robotOf(robot: z.output<typeof robotPart>): Named | null {
  return namedThing(robot?.Id ?? null, robot?.Name ?? null);
}
