import type { EventNames } from '../event-names.ts';

/** ` on RPA-PRD-07`, or nothing. */
export const on = ({ place }: EventNames): string => (place === null ? '' : ` on ${place}`);

/** ` (robot inv-bot-03)`, unless the robot is the place already. */
export const robotOf = ({ robot, place }: EventNames): string =>
  robot === null || robot === place ? '' : ` (robot ${robot})`;

/** ` after 3 min 24 s`, or nothing. */
export const after = ({ duration }: EventNames): string => (duration === null ? '' : ` after ${duration}`);

/** `The job of process Invoice_Intake`, or `A job`. */
export const job = ({ process }: EventNames): string =>
  process === null ? 'A job' : `The job of process ${process}`;

/** The name of the job, which is that of its process, to begin a title with. */
export const jobName = (names: EventNames): string => names.process ?? names.subject ?? 'A job';

/** The name of the process, to begin a title with. */
export const process = (names: EventNames): string => names.process ?? names.subject ?? 'A process';

/** The name of the robot or of its machine, to begin a title with. */
export const robot = (names: EventNames): string => names.robot ?? names.place ?? names.subject ?? 'A robot';

/** `Robot inv-bot-03 on RPA-PRD-07`, with what is known of it. */
export const theRobot = (names: EventNames): string => {
  const { robot: name, place, subject } = names;
  if (name !== null) return place === null || place === name ? `Robot ${name}` : `Robot ${name} on ${place}`;
  if (place !== null) return `The robot on ${place}`;
  return subject === null ? 'A robot' : `Robot ${subject}`;
};

/** The name of the queue, to begin a title with. */
export const queue = (names: EventNames): string => names.queue ?? names.subject ?? 'A queue';

/** `The queue Invoices`, or `A queue`. */
export const theQueue = (names: EventNames): string => {
  const name = names.queue ?? names.subject;
  return name === null ? 'A queue' : `The queue ${name}`;
};

/** `The process Invoice_Intake`, or `A process`. */
export const theProcess = (names: EventNames): string => {
  const name = names.process ?? names.subject;
  return name === null ? 'A process' : `The process ${name}`;
};

/** What people know the queue item by. */
export const item = (names: EventNames): string => names.item ?? names.subject ?? 'an item';

/** `Invoices: `, or nothing. */
export const inQueue = (names: EventNames): string => (names.queue === null ? '' : `${names.queue}: `);
const ofQueue = (names: EventNames): string => (names.queue === null ? '' : ` of queue ${names.queue}`);

/** `Item INV-2026-11873 of queue Invoices`, with what is known of it. */
export const theItem = (names: EventNames): string => {
  const name = names.item ?? names.subject;
  return name === null ? `An item${ofQueue(names)}` : `Item ${name}${ofQueue(names)}`;
};

/** The title of the action. */
export const action = (names: EventNames): string => names.subject ?? 'untitled';

/** ` by user 88`: the user who did it, or nothing. */
export const by = ({ user }: EventNames): string => (user === null ? '' : ` by user ${user}`);

/** `Orchestrator licence`, or `A licence`. */
export const licence = ({ product }: EventNames): string =>
  product === null ? 'A licence' : `${product} licence`;

/** `Orchestrator 2026.10.2`, with what is known of it. */
export const release = ({ product, version }: EventNames): string =>
  [product ?? 'The platform', version].filter((part) => part !== null).join(' ');

/** ` on Friday, 4 December 2026 at 01:00 CET`, or nothing. */
export const onDay = ({ expires }: EventNames): string => (expires === null ? '' : ` on ${expires}`);

/** `in 14 days`, `tomorrow`, `today`, or `soon`. */
export function inDays({ daysLeft }: EventNames): string {
  if (daysLeft === null) return 'soon';
  if (daysLeft === 0) return 'today';
  return daysLeft === 1 ? 'tomorrow' : `in ${String(daysLeft)} days`;
}

/** The title of a mail that only repeats what it was told. */
export function plainTitle({ type, subject }: EventNames): string {
  return subject === null || subject === type ? `Event ${type}` : `${type}: ${subject}`;
}
