import { jobFamily } from './job.ts';
import { processFamily } from './process.ts';
import { queueItemFamily } from './queue-item.ts';
import { queueFamily } from './queue.ts';
import { robotStatusFamily } from './robot-status.ts';
import { robotFamily } from './robot.ts';
import { scheduleFamily } from './schedule.ts';
import { taskFamily } from './task.ts';
import type { UipathFamily } from './uipath-family.ts';

/** Every family of UiPath's events. A new type of a known family needs nothing; a new family one file and one line. */
export const UIPATH_FAMILIES: readonly UipathFamily[] = [
  jobFamily,
  robotStatusFamily,
  robotFamily,
  queueFamily,
  queueItemFamily,
  processFamily,
  scheduleFamily,
  taskFamily,
];
