import type { EditTexts } from '../edit-texts.ts';

/** French. */
export const editFr: EditTexts = {
  loading:
    ':hourglass_flowing_sand: Un instant, s’il vous plaît. Si rien d’autre n’apparaît ici dans la demi-minute, fermez cette fenêtre et réessayez.',
  title: 'Modifier la messagerie',
  save: 'Enregistrer',
  cancel: 'Annuler',
  close: 'Fermer',
  connection: 'Connexion',
  sender: 'Expéditeur',
  editsDraft: (revision, author) =>
    `:pencil2: Il y a un brouillon, révision ${revision} par ${author} : c’est lui que vous modifiez.`,
  provider: 'Fournisseur',
  chooseProvider: 'Remplit l’hôte, le port et la sécurité',
  inheritsConnection:
    ':information_source: La connexion de l’hôte s’applique ici en entier. En définir le moindre champ, c’est définir une connexion propre, avec son hôte SMTP et tout ce que ce serveur exige.',
  inherited: (value, origin) => `${value} (${origin})`,
  example: (example) => `par exemple ${example}`,
  notSet: (inherited) => `non défini : ${inherited}`,
  locked: (field, value) =>
    `:lock: *${field} :* ${value}\nL’hôte a verrouillé ce champ pour les organisations ; un administrateur système peut le déverrouiller.`,
  lockedConnection: (server) =>
    `:lock: *Le courrier part par ${server}.* L’hôte a verrouillé la connexion pour les organisations ; un administrateur système peut la déverrouiller.`,
  secrets: (example) =>
    `:key: Les secrets ne se saisissent jamais dans Slack. ${example} vous donne un lien à usage unique vers une page où saisir le mot de passe.`,
  keepSecret: 'enregistré : le garder',
  dropSecret: 'le retirer',
  open: 'Modifier',
  more: 'Plus de champs',
  takeTheirs: 'Reprendre leurs valeurs',
  openAgain: 'Rouvrir le formulaire',
  saving:
    ':hourglass_flowing_sand: L’enregistrement prend plus de temps que d’habitude. Son résultat s’affichera ici.',
  refused: (problems) => `:x: *Rien n’a été enregistré.*\n${problems}`,
  problem: (field, text) => `*${field} :* ${text}`,
  conflict: (author, revision) =>
    `:warning: *Entre-temps, ${author} a enregistré la révision ${revision}, rien de votre part n’a donc encore été enregistré.* Comparez, corrigez le formulaire, puis enregistrez de nouveau : c’est ce qui s’y trouve alors qui s’appliquera.`,
  contested: (field, theirs, yours) => `*${field}*\nautre valeur : ${theirs}\nla vôtre : ${yours}`,
  alsoChanged: (field, theirs) => `*${field}* vaut maintenant ${theirs} ; vous ne l’aviez pas modifié.`,
  notOpened: {
    what: 'La fenêtre n’a pas pu s’ouvrir : Slack accorde trois secondes pour cela, et elles étaient écoulées.',
    next: 'Réessayez avec le bouton.',
  },
  outdated: {
    what: 'Cette fenêtre vient d’une version antérieure de Postern, rien n’a donc été enregistré.',
    next: 'Rouvrez-la, et saisissez de nouveau ce que vous vouliez.',
  },
};
