import type { AdminsTexts } from '../admins-texts.ts';

/** French. */
export const adminsFr: AdminsTexts = {
  title: (level) => `Administrateurs : ${level}`,
  none: (example) => `Personne n’a été désigné ici. ${example} désigne quelqu’un.`,
  configured: (who) => `${who} · par la configuration, donc pour toujours`,
  granted: (who, author, when) => `${who} · désigné par ${author}, ${when}`,
  otherWorkspace: (id) => `${id} (d’un autre espace de travail)`,
  remove: 'Retirer',
  list: 'Administrateurs',
  added: (who, level) => `:key: *${who} administre désormais ${level}.*`,
  known: (who, level) => `${who} administre déjà ${level}, donc rien n’a été fait.`,
  removed: (who, level) => `*${who} n’administre plus ${level}.*`,
  notThere: (who, level) => `${who} n’avait pas été désigné pour ${level}, donc rien n’a été fait.`,
  removeQuestion: (who, level) =>
    `Retirer à ${who} le droit d’administrer ${level} ? Ceux qui l’ont par un groupe ou par la configuration le gardent.`,
  whoMissing: (example) => ({
    what: 'Il manque la personne ou le groupe d’utilisateurs.',
    next: `Nommez-les avec un @, en choisissant dans la liste de Slack. Par exemple : ${example}`,
  }),
  notAMention: (word, example) => ({
    what: `${word} n’est ni une personne ni un groupe d’utilisateurs de cet espace de travail, donc rien n’a été fait.`,
    next: `Tapez @ et choisissez dans la liste que Slack propose. Par exemple : ${example}`,
  }),
  claimed: ':key: *Vous administrez désormais tout le système.* Le code ne peut plus servir.',
  help: 'Ce que je peux taper',
  claimMissing: (example) => ({
    what: 'Il manque le code.',
    next: `La passerelle l’affiche à son démarrage tant que personne n’administre le système. Par exemple : ${example}`,
  }),
  claimRefused: (command) => ({
    what: 'Ce code n’est pas valable, donc rien n’a été fait : il peut être mal recopié, vieux de plus d’un jour ou remplacé par un autre, ou quelqu’un administre désormais le système.',
    next: `La personne qui exploite la passerelle peut en créer un autre : ${command}`,
  }),
};
