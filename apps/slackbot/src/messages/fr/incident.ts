import type { IncidentTexts } from '../incident-texts.ts';

/** French. */
export const incidentFr: IncidentTexts = {
  title: {
    'connection-failing': (level) => `Serveur de courrier en échec : ${level}`,
    'canary-failed': (level) => `Message témoin non arrivé : ${level}`,
    'mail-held': (level) => `Courrier en attente : ${level}`,
    'delivery-failed': (level) => `Courrier abandonné : ${level}`,
    'source-silent': (level) => `Source devenue muette : ${level}`,
    'source-limited': (level) => `Webhooks au-dessus de la limite : ${level}`,
    'certificate-expiring': (level) => `Certificat bientôt expiré : ${level}`,
    'client-certificate-expiring': (level) => `Certificat client bientôt expiré : ${level}`,
    'oauth-certificate-expiring': (level) => `Certificat OAuth bientôt expiré : ${level}`,
    'client-secret-expiring': (level) => `Secret client bientôt expiré : ${level}`,
  },
  since: (moment) => `:rotating_light: *Depuis ${moment}*`,
  over: (moment, how) => `:white_check_mark: *Terminé, ${moment} :* ${how}`,
  how: {
    recovered: 'tout fonctionne de nouveau.',
    changed: 'les paramètres ont changé depuis.',
    quiet: 'cela ne s’est pas reproduit depuis un jour.',
  },
  server: (server, reason) => `${server} : ${reason}`,
  failingSince: (moment) =>
    `Aucun message n’est passé depuis ${moment}. Ce qui attend est conservé et partira plus tard.`,
  byHostSince: (failing, byHost) =>
    `Le serveur est injoignable depuis ${failing}. Le courrier passe par le relais de l’hôte depuis ${byHost}, et reviendra à votre serveur dès qu’il répondra.`,
  held: (reason) => `Il est conservé jusqu’à ce que ceci soit réglé : ${reason}`,
  recipients: (addresses, more) => `Pour ${addresses}${more ? ' et d’autres' : ''}`,
  recipientsServed:
    'Les destinataires nommés ici ont reçu du courrier depuis ; il en reste peut-être d’autres.',
  silent: (source, last, expected) =>
    `${source} devrait se signaler au moins une fois par période de ${expected}. Dernier signe de vie : ${last}.`,
  neverHeard: 'jamais',
  limited: (source, perMinute) =>
    source === null
      ? `Toutes les sources ensemble ont envoyé plus de ${perMinute} webhooks par minute. Le surplus reçoit la réponse 429 et n’est pas conservé.`
      : `${source} a envoyé plus de ${perMinute} webhooks par minute. Le surplus reçoit la réponse 429 et n’est pas conservé.`,
  ends: {
    'certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `Le certificat de ${server} expire au plus tard demain : ${moment}.`
          : `Le certificat de ${server} expire dans ${daysLeft} jours : ${moment}.`,
      past: (server, moment) =>
        `Le certificat de ${server} a expiré ${moment} : plus aucun message ne passe.`,
    },
    'client-certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `Le certificat client pour ${server} expire au plus tard demain : ${moment}.`
          : `Le certificat client pour ${server} expire dans ${daysLeft} jours : ${moment}.`,
      past: (server, moment) =>
        `Le certificat client pour ${server} a expiré ${moment} : un serveur qui le demande n’accepte plus de messages.`,
    },
    'oauth-certificate-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `Le certificat client OAuth pour ${server} expire au plus tard demain : ${moment}.`
          : `Le certificat client OAuth pour ${server} expire dans ${daysLeft} jours : ${moment}.`,
      past: (server, moment) => `Le certificat client OAuth pour ${server} a expiré ${moment}.`,
    },
    'client-secret-expiring': {
      ahead: (server, moment, daysLeft) =>
        daysLeft === 1
          ? `Le secret client OAuth pour ${server} expire au plus tard demain : ${moment}.`
          : `Le secret client OAuth pour ${server} expire dans ${daysLeft} jours : ${moment}.`,
      past: (server, moment) => `Le secret client OAuth pour ${server} a expiré ${moment}.`,
    },
  },
  times: (count) => (count === 1 ? 'Une fois jusqu’ici' : `${count} fois jusqu’ici`),
  cause: (text) => `*Cause :* ${text}`,
  cure: (text) => `*Que faire :* ${text}`,
  cures: {
    'source-silent':
      'Vérifiez que l’émetteur fonctionne encore et qu’il n’a pas désactivé ce webhook après des échecs.',
    'source-limited':
      'Regardez ce que l’émetteur répète. Si tout est légitime, faites relever la limite par un administrateur système : un émetteur comme UiPath renonce après quelques refus et ne renvoie pas ce qu’il a sauté.',
    'certificate-expiring':
      'Renouvelez-le sur le serveur. Rien à faire dans Postern : il verra le nouveau de lui-même.',
    'client-certificate-expiring':
      'Faites-en émettre un nouveau, puis définissez-le avec sa clé en une seule modification, en ligne de commande : `postern settings set client-certificate=@postern.pem client-key=@postern.key`',
    'oauth-certificate-expiring':
      'Inscrivez un nouveau certificat pour l’application chez le fournisseur, puis définissez-le avec sa clé en une seule modification, en ligne de commande : `postern settings set oauth-client-certificate=@oauth.pem oauth-client-key=@oauth.key`',
    'client-secret-expiring':
      'Créez un nouveau secret pour l’application chez le fournisseur, saisissez-le avec `/email-settings secret oauth-client-secret`, et indiquez son dernier jour dans oauth-client-secret-expires.',
    'mail-held':
      'Consultez les paramètres : ils disent ce qui manque. Le courrier part dès qu’ils sont corrects.',
  },
  canary: {
    failed: (address, moment) => `Le message témoin pour ${address} (${moment}) a été refusé définitivement.`,
    held: (address, moment) =>
      `Le message témoin pour ${address} (${moment}) attend, comme tout le reste du courrier.`,
    late: (address, moment) =>
      `Aucun serveur n’a accepté à temps le message témoin pour ${address} (${moment}).`,
    'not-sent': (address, moment) =>
      `Le message témoin pour ${address} était prévu ${moment}, et rien ne l’a envoyé.`,
  },
  canaryCures: {
    failed:
      'Si l’adresse est correcte, regardez ce que le serveur lui reproche : le test montre chaque étape.',
    held: 'Consultez les paramètres : ils disent ce qui manque. Le message témoin part dès qu’ils sont corrects.',
    late: 'Testez les paramètres : le test dit à quelle étape le courrier bloque, et que faire. Le reste du courrier de ce niveau attend aussi, et partira plus tard.',
    'not-sent':
      'Faites vérifier par un administrateur système qu’une passerelle ou un worker tourne et atteint sa base de données : d’ici là aucun courrier ne part.',
  },
  overNews: (how) => `:white_check_mark: C’est terminé : ${how}`,
  worseNews: ':warning: Cela devient urgent : le message ci-dessus est à jour.',
  channelClosed: ({ channel, level }, invite, bind) =>
    `:warning: Je ne peux pas écrire dans ${channel}, où doivent être annoncés les échecs du courrier (${level}). Ce qui arrive est conservé. Tapez-y ${invite}, ou liez un autre canal : ${bind}`,
  listTitle: (level) => `Incidents ouverts : ${level}`,
  none: ':white_check_mark: Tout va bien.',
  deliveries: 'Courrier en échec',
  test: 'Tester maintenant',
  canaryNow: 'Message témoin',
  connection: {
    title: 'Connexion :',
    proven: (moment) => `dernière preuve ${moment}`,
    since: (moment) => `depuis ${moment}`,
    byHost: (moment) => `Le courrier passe par le relais de l’hôte depuis ${moment}.`,
  },
  settings: 'Paramètres',
};
