import type { RuleFormTexts } from '../rule-form-texts.ts';

/** French. */
export const ruleFormFr: RuleFormTexts = {
  newTitle: 'Nouvelle règle',
  editTitle: 'Règle d’alerte',
  look: 'Voir l’effet',
  intro:
    'Avant tout enregistrement, vous voyez lesquels des derniers événements elle aurait retenus. Ce qui reste vide retient tout.',
  add: 'Ajouter une règle',
  edit: 'Modifier',
  anySeverity: 'Toute gravité',
  noneAtOnce: 'Aucun : tout attend',
  fields: {
    name: { label: 'Nom', hint: 'Laissé vide, elle porte le nom de ce qu’elle retient.' },
    types: {
      label: 'Types d’événements',
      hint: 'Par exemple job.faulted ou queueItem.*, séparés par des espaces ou des virgules.',
    },
    severity: { label: 'Gravité minimale', hint: 'Les événements de moindre poids sont laissés de côté.' },
    process: { label: 'Processus', hint: 'Un nom par ligne ; * remplace n’importe quoi.' },
    robot: { label: 'Noms de robots', hint: 'Un nom par ligne ; * remplace n’importe quoi.' },
    queue: { label: 'Files d’attente', hint: 'Un nom par ligne ; * remplace n’importe quoi.' },
    folder: { label: 'Dossiers', hint: 'Un nom par ligne ; * remplace n’importe quoi.' },
    tenant: { label: 'Locataires', hint: 'Un nom par ligne ; * remplace n’importe quoi.' },
    text: { label: 'Texte de l’événement', hint: 'Un motif par ligne ; * remplace n’importe quoi.' },
    to: { label: 'Destinataires', hint: 'Une adresse par ligne.' },
    digest: {
      label: 'Récapitulatif',
      hint: 'Un message pour plusieurs : toutes les 15m, chaque jour à 08:00, lun-ven à 08:00, 13:00. Vide : aussitôt.',
    },
    hours: {
      label: 'Horaires',
      hint: 'Du courrier seulement alors, le reste attend l’ouverture : lun-ven 08:00-18:00. Vide : à toute heure.',
    },
    storm: {
      label: 'Rafale',
      hint: '10/10m : après dix messages en dix minutes, le reste en un seul. Vide : chaque événement séparément.',
    },
    atOnceFrom: {
      label: 'N’attend jamais',
      hint: 'Les événements de cette gravité ou pires partent aussitôt.',
    },
    recovery: {
      label: 'Fin d’un problème',
      hint: 'Si ceux qui ont reçu un message sur un problème en reçoivent un à sa fin, dans le même fil.',
    },
  },
  noAddress: (text) =>
    `${text} n’est ni une adresse e-mail ni une liste ; écrivez-en une par ligne, par exemple ops@example.com ou list:oncall.`,
};
