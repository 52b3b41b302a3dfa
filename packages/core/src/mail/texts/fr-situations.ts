import {
  COLON,
  action,
  after,
  by,
  inDays,
  inQueue,
  item,
  job,
  jobName,
  licence,
  on,
  onDay,
  plainTitle,
  process,
  queue,
  release,
  robot,
  robotOf,
  theAction,
  theItem,
  theLicence,
  theProcess,
  theQueue,
  theRobot,
} from './fr-nouns.ts';
import type { MailTexts } from './mail-texts.ts';

/** French: what happened, in a line and in a sentence, and what to do. UiPath's French words: tâche (job), file d’attente (queue). */
export const frSituations: MailTexts['situations'] = {
  'job.created': {
    title: (names) => `${jobName(names)}${COLON} nouvelle tâche${on(names)}`,
    sentence: (names) => `${job(names)} a été créée et attend son tour${on(names)}.`,
    next: null,
  },
  'job.started': {
    title: (names) => `${jobName(names)} démarre${on(names)}`,
    sentence: (names) => `${job(names)} a démarré${on(names)}${robotOf(names)}.`,
    next: null,
  },
  'job.completed': {
    title: (names) => `${jobName(names)}${COLON} tâche terminée${on(names)}`,
    sentence: (names) =>
      `${job(names)} s’est terminée avec succès${on(names)}${robotOf(names)}${after(names)}.`,
    next: null,
  },
  'job.faulted': {
    title: (names) => `${jobName(names)} en échec${on(names)}`,
    sentence: (names) =>
      `${job(names)} s’est terminée en erreur${on(names)}${robotOf(names)}${after(names)}.`,
    next: 'Ouvrez les journaux de cette tâche dans Orchestrator, corrigez la cause, puis relancez la tâche.',
  },
  'job.stopped': {
    title: (names) => `${jobName(names)}${COLON} tâche arrêtée${on(names)}`,
    sentence: (names) =>
      `${job(names)} a été arrêtée avant la fin${on(names)}${robotOf(names)}${after(names)}.`,
    next: 'Si personne ne l’a arrêtée volontairement, cherchez qui l’a fait dans l’audit d’Orchestrator, puis relancez la tâche.',
  },
  'job.suspended': {
    title: (names) => `${jobName(names)}${COLON} tâche suspendue`,
    sentence: (names) => `${job(names)} est en attente${COLON} elle reprendra d’elle-même dès que possible.`,
    next: 'Vérifiez dans Actions si une action attend quelqu’un.',
  },
  'robot.created': {
    title: (names) => `${robot(names)}${COLON} robot ajouté`,
    sentence: (names) => `${theRobot(names)} a été ajouté.`,
    next: null,
  },
  'robot.updated': {
    title: (names) => `${robot(names)}${COLON} robot modifié`,
    sentence: (names) => `${theRobot(names)} a de nouveaux paramètres.`,
    next: null,
  },
  'robot.deleted': {
    title: (names) => `${robot(names)}${COLON} robot supprimé`,
    sentence: (names) => `${theRobot(names)} a été supprimé.`,
    next: 'Si ce n’était pas voulu, vérifiez quels déclencheurs et quelles tâches en dépendaient.',
  },
  'robot.unresponsive': {
    title: (names) => `${robot(names)} ne répond plus`,
    sentence: (names) =>
      `${theRobot(names)} ne répond plus. Les tâches en cours peuvent rester bloquées et les nouvelles ne démarreront pas.`,
    next: 'Vérifiez que la machine est allumée et joignable, puis redémarrez-y le service du robot.',
  },
  'robot.disconnected': {
    title: (names) => `${robot(names)} est déconnecté`,
    sentence: (names) => `${theRobot(names)} n’est plus connecté. Aucune nouvelle tâche n’y démarrera.`,
    next: 'Vérifiez que la machine est allumée, son réseau, et que le service du robot fonctionne.',
  },
  'robot.available': {
    title: (names) => `${robot(names)} est disponible`,
    sentence: (names) => `${theRobot(names)} est connecté et prêt à exécuter des tâches.`,
    next: null,
  },
  'robot.busy': {
    title: (names) => `${robot(names)} est occupé`,
    sentence: (names) => `${theRobot(names)} exécute une tâche.`,
    next: null,
  },
  'robot.status': {
    title: (names) => `${robot(names)}${COLON} ${names.state ?? 'changement de statut'}`,
    sentence: (names) =>
      `${theRobot(names)} a signalé un nouveau statut${names.state === null ? '' : `${COLON} ${names.state}`}.`,
    next: null,
  },
  'queue.created': {
    title: (names) => `${queue(names)}${COLON} file d’attente créée`,
    sentence: (names) => `${theQueue(names)} a été créée${by(names)}.`,
    next: null,
  },
  'queue.updated': {
    title: (names) => `${queue(names)}${COLON} file d’attente modifiée`,
    sentence: (names) => `${theQueue(names)} a été modifiée${by(names)}.`,
    next: null,
  },
  'queue.deleted': {
    title: (names) => `${queue(names)}${COLON} file d’attente supprimée`,
    sentence: (names) => `${theQueue(names)} a été supprimée${by(names)}.`,
    next: 'Si ce n’était pas voulu, vérifiez quels processus l’utilisent encore.',
  },
  'item.added': {
    title: (names) => `${inQueue(names)}${item(names)} ajouté`,
    sentence: (names) => `${theItem(names)} a été ajouté et attend d’être traité.`,
    next: null,
  },
  'item.started': {
    title: (names) => `${inQueue(names)}${item(names)} en cours`,
    sentence: (names) => `${theItem(names)} est en cours de traitement${on(names)}.`,
    next: null,
  },
  'item.completed': {
    title: (names) => `${inQueue(names)}${item(names)} traité`,
    sentence: (names) => `${theItem(names)} a été traité avec succès${after(names)}.`,
    next: null,
  },
  'item.failed': {
    title: (names) => `${inQueue(names)}${item(names)} en échec`,
    sentence: (names) =>
      `${theItem(names)} a échoué sur une exception d’application${on(names)}${after(names)}.`,
    next: 'Cherchez la cause dans les journaux de la tâche, puis relancez l’élément dans Orchestrator, sauf s’il l’est automatiquement.',
  },
  'item.failed-business': {
    title: (names) => `${inQueue(names)}${item(names)} rejeté`,
    sentence: (names) =>
      `${theItem(names)} enfreint une règle métier et n’a pas été traité. Il ne sera pas relancé.`,
    next: 'Corrigez les données d’origine de cet élément, puis ajoutez-le de nouveau à la file d’attente.',
  },
  'item.abandoned': {
    title: (names) => `${inQueue(names)}${item(names)} abandonné`,
    sentence: (names) =>
      `${theItem(names)} est resté en cours trop longtemps et a été abandonné${COLON} son robot n’a jamais rendu de résultat.`,
    next: 'Vérifiez si le travail a été fait avant de relancer l’élément, pour ne pas le faire deux fois.',
  },
  'process.created': {
    title: (names) => `${process(names)}${COLON} processus créé`,
    sentence: (names) => `${theProcess(names)} a été créé${by(names)}.`,
    next: null,
  },
  'process.updated': {
    title: (names) => `${process(names)}${COLON} processus modifié`,
    sentence: (names) => `${theProcess(names)} a été modifié${by(names)}.`,
    next: null,
  },
  'process.deleted': {
    title: (names) => `${process(names)}${COLON} processus supprimé`,
    sentence: (names) => `${theProcess(names)} a été supprimé${by(names)}.`,
    next: 'Si ce n’était pas voulu, vérifiez quels déclencheurs le lançaient.',
  },
  'trigger.failed': {
    title: (names) =>
      names.process === null || names.process === names.subject
        ? `${names.subject ?? 'Déclencheur'}${COLON} aucune tâche lancée`
        : `${names.subject ?? 'Déclencheur'} n’a pas lancé ${names.process}`,
    sentence: (names) =>
      `Le déclencheur ${names.subject === null ? '' : `${names.subject} `}n’a pas pu créer de tâche${names.process === null ? '' : ` du processus ${names.process}`}.`,
    next: 'Lancez le processus à la main si cela ne peut pas attendre, puis vérifiez les robots du déclencheur et leurs tâches en attente.',
  },
  'action.created': {
    title: (names) => `Nouvelle action${COLON} ${action(names)}`,
    sentence: (names) => `${theAction(names)} a été créée et attend que quelqu’un s’en charge.`,
    next: `Ouvrez-la dans Action Center${COLON} la tâche correspondante reprendra une fois l’action terminée.`,
  },
  'action.completed': {
    title: (names) => `Action terminée${COLON} ${action(names)}`,
    sentence: (names) => `${theAction(names)} a été terminée${by(names)}.`,
    next: null,
  },
  'action.assigned': {
    title: (names) => `Action attribuée${COLON} ${action(names)}`,
    sentence: (names) =>
      `${theAction(names)} a ${names.assignee === null ? 'changé de responsable' : `été attribuée à ${names.assignee}`}.`,
    next: null,
  },
  'action.saved': {
    title: (names) => `Action enregistrée${COLON} ${action(names)}`,
    sentence: (names) => `${theAction(names)} a été enregistrée, sans être encore terminée.`,
    next: null,
  },
  'action.forwarded': {
    title: (names) => `Action transférée${COLON} ${action(names)}`,
    sentence: (names) => `${theAction(names)} a été transférée${by(names)}.`,
    next: null,
  },
  'action.deleted': {
    title: (names) => `Action supprimée${COLON} ${action(names)}`,
    sentence: (names) => `${theAction(names)} a été supprimée${by(names)}.`,
    next: 'Une tâche qui l’attendait ne reprendra pas d’elle-même.',
  },
  'licence.expiring': {
    title: (names) => `${licence(names)}${COLON} expire ${inDays(names)}`,
    sentence: (names) => `${theLicence(names)} expire${onDay(names)}. D’ici là, rien ne change.`,
    next: 'Prévoyez le renouvellement avec la personne qui gère vos licences.',
  },
  'licence.urgent': {
    title: (names) => `${licence(names)}${COLON} expire ${inDays(names)}`,
    sentence: (names) =>
      `${theLicence(names)} expire${onDay(names)}. Ensuite, les robots pourraient ne plus recevoir de travail.`,
    next: 'Renouvelez la licence maintenant et activez-la avant son expiration.',
  },
  'licence.expired': {
    title: (names) => `${licence(names)}${COLON} expirée`,
    sentence: (names) =>
      `${theLicence(names)} a expiré${onDay(names)}. Les robots peuvent ne plus recevoir de travail.`,
    next: 'Renouvelez et activez la licence, puis vérifiez que les tâches redémarrent.',
  },
  'product.update': {
    title: (names) => `${release(names)} est disponible`,
    sentence: (names) => `Une nouvelle version est disponible${COLON} ${release(names)}.`,
    next: 'Lisez les notes de version et planifiez la mise à jour.',
  },
  'product.security-update': {
    title: (names) => `Mise à jour de sécurité${COLON} ${release(names)}`,
    sentence: (names) =>
      `${release(names)} corrige des failles de sécurité. Les systèmes non mis à jour y restent exposés.`,
    next: 'Lisez les notes de version et installez cette mise à jour dès que possible.',
  },
  alert: {
    title: (names) => {
      const from = names.process ?? names.robot ?? names.place;
      const said = names.message ?? names.subject;
      if (said === null || said === from)
        return from === null ? 'Alerte de la plateforme' : `Alerte${COLON} ${from}`;
      return from === null ? said : `${from}${COLON} ${said}`;
    },
    sentence: (names) => {
      if (names.process !== null)
        return `${theProcess(names)} a émis une alerte${on(names)}${robotOf(names)}.`;
      return `${names.robot === null ? 'La plateforme' : theRobot(names)} a émis une alerte.`;
    },
    next: null,
  },
  ping: {
    title: () => 'Événement de test reçu',
    sentence: () =>
      `L’événement de test de l’émetteur (ping) est arrivé et a donné ce message${COLON} le chemin du webhook à la boîte de réception fonctionne.`,
    next: null,
  },
  custom: {
    title: ({ subject, message }) => {
      const said = subject ?? message;
      return said === null ? 'Événement personnalisé' : `Événement personnalisé${COLON} ${said}`;
    },
    sentence: () => 'Un processus ou une personne a émis un événement personnalisé.',
    next: null,
  },
  unknown: {
    title: plainTitle,
    sentence: (names) =>
      `Postern ne connaît pas ce type d’événement (${names.type})${COLON} voici ce que l’émetteur a transmis.`,
    next: null,
  },
  plain: {
    title: plainTitle,
    sentence: (names) =>
      `Postern n’a pas pu composer son message habituel pour cet événement (${names.type})${COLON} voici ce que l’émetteur a transmis.`,
    next: null,
  },
};
