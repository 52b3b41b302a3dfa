import { adminsFr } from './fr/admins.ts';
import { alertsFr } from './fr/alerts.ts';
import { changeFr } from './fr/change.ts';
import { channelFr } from './fr/channel.ts';
import { editFr } from './fr/edit.ts';
import { homeFr } from './fr/home.ts';
import { installFr } from './fr/install.ts';
import { explainFr } from './fr/explain.ts';
import { paceFr } from './fr/pace.ts';
import { recoveryFr } from './fr/recovery.ts';
import { quarantineFr } from './fr/quarantine.ts';
import { incidentFr } from './fr/incident.ts';
import { linkFr } from './fr/link.ts';
import { revisionFr } from './fr/revision.ts';
import { ruleFormFr } from './fr/rule-form.ts';
import { rulesFr } from './fr/rules.ts';
import { canaryFr } from './fr/canary.ts';
import { listsFr } from './fr/lists.ts';
import { silencesFr } from './fr/silences.ts';
import { systemFr } from './fr/system.ts';
import { domainFr } from './fr/domain.ts';
import { testFr } from './fr/test.ts';
import type { Messages } from './messages.ts';

const conjunction = new Intl.ListFormat('fr', { type: 'conjunction' });

/** French. */
export const fr: Messages = {
  language: 'fr',
  list: (names) => conjunction.format(names),
  reference: (id) => `Référence ${id}`,

  view: {
    host: 'l’hôte',
    title: (level) => `Paramètres de messagerie : ${level}`,
    columns: ['Paramètre', 'Valeur', 'Origine'],
    origins: { organization: 'organisation', host: 'hôte', default: 'par défaut' },
    locked: 'verrouillé par l’hôte',
    switch: { on: 'activé', off: 'désactivé' },
    secretSet: 'défini',
    secretReference: (reference) => `référence ${reference}`,
    certificateSet: 'défini (PEM)',
    notSet: 'non défini',
    longValue: (start, length) => `${start} (${length} caractères en tout)`,
    gathering: (events, mails, when) =>
      `:inbox_tray: À regrouper : *${events}* ${events === 1 ? 'événement' : 'événements'} dans ${mails} ${mails === 1 ? 'message' : 'messages'} ; prochain envoi : ${when}.`,
    ready: ':white_check_mark: Le courrier peut partir avec ces paramètres.',
    waits: (reasons) => `:warning: *Le courrier attend et rien n’est perdu.* ${reasons}`,
    note: (field, text) => `:information_source: ${field} : ${text}`,
    active: (revision, author, when) => `Révision ${revision} par ${author}, ${when}`,
    neverSet: 'Rien n’a jamais été défini à ce niveau.',
    draft: (revision, author, when) =>
      `:pencil2: *Un brouillon attend son test :* révision ${revision} par ${author}, ${when}.`,
    nextFromHost: (example) => `Ensuite : ${example} montre ce qui s’applique à une organisation.`,
    nextWithoutOrganizations: (example) => `Ensuite : ${example} montre ce que vous pouvez saisir.`,
    nextFromOrganization: (example) =>
      `Ensuite : ${example} montre ce que l’hôte donne à toutes les organisations.`,
  },

  test: testFr,
  domain: domainFr,
  revision: revisionFr,
  change: changeFr,
  link: linkFr,
  edit: editFr,
  home: homeFr,
  system: systemFr,
  admins: adminsFr,
  alerts: alertsFr,
  rules: rulesFr,
  ruleForm: ruleFormFr,
  pace: paceFr,
  recovery: recoveryFr,
  silences: silencesFr,
  canary: canaryFr,
  lists: listsFr,
  explain: explainFr,
  quarantine: quarantineFr,
  channel: channelFr,
  install: installFr,
  incident: incidentFr,

  help: {
    title: (command) => `Aide de ${command}`,
    intro: 'Voici ce que vous pouvez saisir. Vous êtes seul à voir les réponses.',
    wordTitle: (command) => `Aide : ${command}`,
    usage: 'Syntaxe',
    examples: 'Exemples',
    levels:
      'Ajoutez `host` pour les paramètres de toute la plateforme, ou `org NOM` pour une organisation, n’importe où dans la ligne. Une valeur qui serait l’un de ces mots se met entre guillemets.',
    more: (example) => `Pour en savoir plus sur un mot : ${example}`,
    withoutRights: (whom) => `Les autres mots sont réservés aux administrateurs. ${whom}`,
  },

  problems: {
    openQuote: (quote) => ({
      what: `Le guillemet ${quote} est ouvert mais jamais fermé, donc rien n’a été fait.`,
      next: 'Fermez-le ou retirez-le, puis renvoyez la ligne.',
    }),
    twoLevels: (example) => ({
      what: 'La ligne nomme plusieurs niveaux, donc rien n’a été fait.',
      next: `Nommez l’hôte ou une seule organisation, par exemple ${example}. Une valeur se met entre guillemets.`,
    }),
    organizationNameMissing: (example) => ({
      what: 'Après `org`, il manque le nom court d’une organisation.',
      next: `Par exemple : ${example}`,
    }),
    levelMissing: (example) => ({
      what: 'La ligne ne dit pas de quelle organisation il s’agit.',
      next: `Par exemple : ${example}`,
    }),
    unknownWord: (word, help) => ({
      what: `Le mot ${word} n’existe pas ici, donc rien n’a été fait.`,
      next: `${help} montre ce qui existe.`,
    }),
    unknownWordNear: (word, near) => ({
      what: `Le mot ${word} n’existe pas ici, donc rien n’a été fait.`,
      next: `Vouliez-vous dire ${near} ?`,
    }),
    tooManyWords: (words, example) => ({
      what: `La ligne contient des mots qui ne sont pas compris ici : ${words}. Rien n’a été fait.`,
      next: `Par exemple : ${example}`,
    }),
    unknownOrganization: (name) => `L’organisation ${name} n’existe pas.`,
    nearOrganization: (example) => `Vouliez-vous dire ${example} ?`,
    knownOrganizations: (names, hidden) =>
      hidden === 0 ? `Il y a ${names}.` : `Il y a ${names}, et ${hidden} de plus.`,
    noOrganizations: 'Il n’y en a pas encore.',
    administratorsOnly: (whom) => ({
      what: 'Les paramètres de messagerie sont réservés aux administrateurs, et vous n’en êtes pas encore.',
      next: whom,
    }),
    ask: (people) => `Adressez-vous à ${people}.`,
    askNobody:
      'Personne n’administre encore Postern dans cet espace de travail. La personne qui exploite la passerelle trouve un code dans sa sortie, ou en crée un avec `npx postern admins claim-code` ; `/email-settings claim CODE` fait de vous le premier administrateur.',
    errors: {
      'input-invalid': {
        what: 'Cela n’a pas pu être accepté.',
        next: 'Corrigez, puis renvoyez la ligne.',
      },
      'not-found': { what: 'Cela n’a pas été trouvé.', next: 'Vérifiez le nom, puis renvoyez la ligne.' },
      'not-allowed': {
        what: 'Vous n’avez pas le droit de faire cela ici.',
        next: 'Adressez-vous à un administrateur de cette organisation ou à un administrateur système.',
      },
      conflict: {
        what: 'Quelqu’un d’autre a fait un changement entre-temps, donc rien n’a été fait.',
        next: 'Regardez de nouveau, puis refaites ce que vous vouliez.',
      },
      refused: { what: 'Ce n’est pas possible.', next: 'Suivez la solution indiquée.' },
      'key-missing': {
        what: 'Un secret enregistré ne peut pas être ouvert, car sa clé manque sur le serveur.',
        next: 'Donnez la référence à un administrateur système : le journal nomme la clé.',
      },
      'key-unreadable': {
        what: 'Le fichier de clés du serveur est illisible.',
        next: 'Donnez la référence à un administrateur système : le journal dit pourquoi.',
      },
      'seal-broken': {
        what: 'Un secret enregistré ne s’ouvre plus.',
        next: 'Il faut le saisir à nouveau. Donnez la référence à un administrateur système.',
      },
      'reference-unreadable': {
        what: 'Un secret est conservé hors de Postern, et il n’a pas pu y être lu.',
        next: 'Donnez la référence à un administrateur système : le journal nomme l’endroit.',
      },
      'storage-unavailable': {
        what: 'La base de données est inaccessible pour le moment, donc rien n’a été fait.',
        next: 'Réessayez dans une minute. Si cela dure, donnez la référence à un administrateur système.',
      },
      'storage-newer': {
        what: 'La base de données appartient à une version de Postern plus récente que ce bot.',
        next: 'Donnez la référence à un administrateur système : le bot doit être mis à jour.',
      },
      'storage-corrupt': {
        what: 'Ce qui est enregistré n’est plus lisible.',
        next: 'Donnez la référence à un administrateur système : le journal dit ce que c’est.',
      },
      'configuration-invalid': {
        what: 'Le bot n’est pas correctement configuré.',
        next: 'Donnez la référence à un administrateur système : le journal dit ce qui ne va pas.',
      },
      overloaded: { what: 'Il y a trop à faire en ce moment.', next: 'Réessayez dans une minute.' },
      'shutting-down': { what: 'Le bot redémarre.', next: 'Réessayez dans une minute.' },
      internal: {
        what: 'Une erreur s’est produite dans Postern.',
        next: 'Réessayez. Si cela dure, donnez la référence à un administrateur système.',
      },
    },
  },
};
