import type { EventNames } from '../event-names.ts';
import { NBSP, quoted } from './fr-typography.ts';

/** The colon with the space that belongs before it. */
export const COLON = `${NBSP}:`;

/** ` sur RPA-PRD-07`, or nothing. */
export const on = ({ place }: EventNames): string => (place === null ? '' : ` sur ${place}`);

/** ` (robot inv-bot-03)`, unless the robot is the place already. */
export const robotOf = ({ robot, place }: EventNames): string =>
  robot === null || robot === place ? '' : ` (robot ${robot})`;

/** ` après 3 min 24 s`, or nothing. */
export const after = ({ duration }: EventNames): string => (duration === null ? '' : ` après ${duration}`);

/** `La tâche du processus Invoice_Intake`, or `Une tâche`. */
export const job = ({ process }: EventNames): string =>
  process === null ? 'Une tâche' : `La tâche du processus ${process}`;

/** The name of the process, to begin a title with. */
export const process = (names: EventNames): string => names.process ?? names.subject ?? 'Processus';

/** The name of the job, which is that of its process, to begin a title with. */
export const jobName = (names: EventNames): string => names.process ?? names.subject ?? 'Tâche';

/** The name of the robot or of its machine, to begin a title with. */
export const robot = (names: EventNames): string => names.robot ?? names.place ?? names.subject ?? 'Robot';

/** `Le robot inv-bot-03 (RPA-PRD-07)`, with what is known of it. */
export const theRobot = (names: EventNames): string => {
  const { robot: name, place, subject } = names;
  if (name !== null)
    return place === null || place === name ? `Le robot ${name}` : `Le robot ${name} (${place})`;
  if (place !== null) return `Le robot de la machine ${place}`;
  return subject === null ? 'Un robot' : `Le robot ${subject}`;
};

/** The name of the queue, to begin a title with. */
export const queue = (names: EventNames): string => names.queue ?? names.subject ?? 'File d’attente';

/** `La file d’attente Invoices`, or `Une file d’attente`. */
export const theQueue = (names: EventNames): string => {
  const name = names.queue ?? names.subject;
  return name === null ? 'Une file d’attente' : `La file d’attente ${name}`;
};

/** `Le processus Invoice_Intake`, or `Un processus`. */
export const theProcess = (names: EventNames): string => {
  const name = names.process ?? names.subject;
  return name === null ? 'Un processus' : `Le processus ${name}`;
};

/** What people know the queue item by. */
export const item = (names: EventNames): string => names.item ?? names.subject ?? 'élément';

/** `Invoices: `, or nothing. */
export const inQueue = (names: EventNames): string => (names.queue === null ? '' : `${names.queue}${COLON} `);
const ofQueue = (names: EventNames): string =>
  names.queue === null ? '' : ` de la file d’attente ${names.queue}`;

/** `L’élément INV-2026-11873 de la file d’attente Invoices`, with what is known of it. */
export const theItem = (names: EventNames): string => {
  const name = names.item ?? names.subject;
  return name === null ? `Un élément${ofQueue(names)}` : `L’élément ${name}${ofQueue(names)}`;
};

/** The title of the action. */
export const action = (names: EventNames): string => names.subject ?? 'sans titre';

/** `L’action « Valider la facture »`. */
export const theAction = (names: EventNames): string => `L’action ${quoted(action(names))}`;

/** ` par l’utilisateur 88`: the user who did it, or nothing. */
export const by = ({ user }: EventNames): string => (user === null ? '' : ` par l’utilisateur ${user}`);

/** `Licence Orchestrator`, or `Licence`. */
export const licence = ({ product }: EventNames): string =>
  product === null ? 'Licence' : `Licence ${product}`;

/** `La licence Orchestrator`, or `La licence`. */
export const theLicence = ({ product }: EventNames): string =>
  product === null ? 'La licence' : `La licence ${product}`;

/** `Orchestrator 2026.10.2`, with what is known of it. */
export const release = ({ product, version }: EventNames): string =>
  [product ?? 'La plateforme', version].filter((part) => part !== null).join(' ');

/** ` le vendredi 4 décembre 2026 à 01:00 UTC+1`, or nothing. */
export const onDay = ({ expires }: EventNames): string => (expires === null ? '' : ` le ${expires}`);

/** `dans 14 jours`, `demain`, `aujourd’hui`, or `bientôt`. */
export function inDays({ daysLeft }: EventNames): string {
  if (daysLeft === null) return 'bientôt';
  if (daysLeft === 0) return 'aujourd’hui';
  return daysLeft === 1 ? 'demain' : `dans ${String(daysLeft)} jours`;
}

/** The title of a mail that only repeats what it was told. */
export function plainTitle({ type, subject }: EventNames): string {
  return subject === null || subject === type ? `Événement ${type}` : `${type}${COLON} ${subject}`;
}
