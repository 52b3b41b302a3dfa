import type { Localized } from '../kernel/language.ts';

/** Why a rule does not want an event: the first of its matchers that does not fit. A closed set. */
export const MISMATCHES = [
  'paused',
  'addressed-to-a-person',
  'type-not-spelled-out',
  'type',
  'severity',
  'tenant',
  'folder',
  'process',
  'robot',
  'queue',
  'text',
] as const;

/** One of {@link MISMATCHES}. */
export type Mismatch = (typeof MISMATCHES)[number];

/** Each mismatch as a sentence for whoever asks why no mail came. */
export const MISMATCH_TEXTS: Readonly<Record<Mismatch, Localized>> = {
  paused: { en: 'The rule is paused.', fr: 'La règle est en pause.' },
  'addressed-to-a-person': {
    en: 'Such events go to the person that they name, through no rule.',
    fr: 'Ces événements vont à la personne qu’ils désignent, sans passer par une règle.',
  },
  'type-not-spelled-out': {
    en: 'Only a rule that spells this type out gets it; "*" does not count.',
    fr: 'Seule une règle qui nomme ce type en toutes lettres le reçoit ; « * » ne suffit pas.',
  },
  type: { en: 'The rule is for other types.', fr: 'La règle vise d’autres types.' },
  severity: { en: 'The event is less severe.', fr: 'L’événement est moins grave.' },
  tenant: { en: 'The rule is for other tenants.', fr: 'La règle vise d’autres locataires.' },
  folder: { en: 'The rule is for other folders.', fr: 'La règle vise d’autres dossiers.' },
  process: { en: 'The rule is for other processes.', fr: 'La règle vise d’autres processus.' },
  robot: { en: 'The rule is for other robots.', fr: 'La règle vise d’autres robots.' },
  queue: { en: 'The rule is for other queues.', fr: 'La règle vise d’autres files d’attente.' },
  text: {
    en: 'None of the rule’s texts is in the event.',
    fr: 'Aucun des textes de la règle ne figure dans l’événement.',
  },
};
