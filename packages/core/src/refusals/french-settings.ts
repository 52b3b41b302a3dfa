import type { Translation } from './translation.ts';

/** Refusals of `settings`, `smtp` and `links`. */
export const FRENCH_SETTINGS: readonly Translation[] = [
  ['The settings were not changed.', 'Les paramètres n’ont pas été modifiés.'],
  ['The test of the settings', 'Le test des paramètres'],
  ['The check of the domain', 'La vérification du domaine'],
  [
    'Give addresses of DNS resolvers, such as 9.9.9.9,1.1.1.1:53 or [2620:fe::fe]:53.',
    'Donnez des adresses de résolveurs DNS, telles que 9.9.9.9,1.1.1.1:53 ou [2620:fe::fe]:53.',
  ],
  ['The DKIM key', 'La clé DKIM'],
  ['The request for DKIM keys', 'La demande des clés DKIM'],
  ['The request for a DKIM key', 'La demande de clé DKIM'],
  ['The request to sign', 'La demande de signer'],
  ['The request to sign no more', 'La demande de ne plus signer'],
  [
    'The DKIM key is not an RSA private key of 1024 to 4096 bits in PEM, without a passphrase.',
    'La clé DKIM n’est pas une clé privée RSA de 1024 à 4096 bits en PEM, sans phrase secrète.',
  ],
  [
    'There is a DKIM key for this domain already: remove it first.',
    'Il y a déjà une clé DKIM pour ce domaine : retirez-la d’abord.',
  ],
  ['There is no DKIM key for this domain.', 'Il n’y a pas de clé DKIM pour ce domaine.'],
  ['The mail could not be signed with its DKIM key.', 'Le message n’a pas pu être signé avec sa clé DKIM.'],
  ['The activation', 'L’activation'],
  ['The change of the policy', 'La modification de la politique'],
  ['The change of settings', 'La modification des paramètres'],
  ['The result of the test', 'Le résultat du test'],
  ['The reset', 'La réinitialisation'],
  ['The rollback', 'Le retour en arrière'],
  ['The request for the history', 'La demande d’historique'],
  ['The request for the settings', 'La demande des paramètres'],
  ['The request for a link', 'La demande d’un lien'],
  ['The test ended before its last stage.', 'Le test s’est terminé avant sa dernière étape.'],
  [
    'There is no draft to test: change the connection first.',
    'Il n’y a pas de brouillon à tester : modifiez d’abord la connexion.',
  ],
  [
    'There is no draft to activate: change the connection first.',
    'Il n’y a pas de brouillon à activer : modifiez d’abord la connexion.',
  ],
  ['The test of the draft failed.', 'Le test du brouillon a échoué.'],
  ['The draft has not been tested.', 'Le brouillon n’a pas été testé.'],
  [
    '{0} It becomes active by itself when a test passes; to use it untested, activate it anyway.',
    '{0} Il devient actif de lui-même quand un test réussit ; pour l’utiliser sans test, activez-le malgré tout.',
  ],
  [
    'Give addresses or blocks of them, such as 10.1.2.0/24.',
    'Donnez des adresses ou des blocs d’adresses, par exemple 10.1.2.0/24.',
  ],
  [
    'The host does not let organizations fall back to its relay. A system administrator can allow it: postern settings policy --fallback on.',
    'L’hôte ne permet pas aux organisations de se replier sur son relais. Un administrateur système peut l’autoriser : postern settings policy --fallback on.',
  ],
  [
    'Someone else changed the policy meanwhile. Nothing was changed. Look at it, then make your change again.',
    'Quelqu’un d’autre a modifié la politique entre-temps. Rien n’a été modifié. Consultez-la, puis refaites votre modification.',
  ],
  ['It is both locked and unlocked. Choose one.', 'Il est à la fois verrouillé et déverrouillé. Choisissez.'],
  [
    'Give at least one field to set or to unset, such as smtp-host=smtp.example.com.',
    'Donnez au moins un champ à définir ou à retirer, par exemple smtp-host=smtp.example.com.',
  ],
  [
    'References to the machine’s environment and files are for system administrators. Enter the secret itself, or ask one of them.',
    'Les références à l’environnement et aux fichiers de la machine sont réservées aux administrateurs système. Saisissez le secret lui-même, ou adressez-vous à l’un d’eux.',
  ],
  [
    'With use-default-credentials on, no user name and password are sent at all, which contradicts {0}. Unset what is not meant in the same change, or switch use-default-credentials off.',
    'Avec use-default-credentials activé, ni nom d’utilisateur ni mot de passe ne sont envoyés, ce qui contredit {0}. Retirez dans la même modification ce qui n’est pas voulu, ou désactivez use-default-credentials.',
  ],
  [
    'With authentication=none nobody signs in, which contradicts {0}. Unset what is not meant in the same change, or unset authentication.',
    'Avec authentication=none, personne ne s’authentifie, ce qui contredit {0}. Retirez dans la même modification ce qui n’est pas voulu, ou retirez authentication.',
  ],
  [
    '{0} only {1} something with authentication=oauth2. Set that in the same change, or unset the OAuth fields.',
    '{0} n’a de sens qu’avec authentication=oauth2. Définissez-le dans la même modification, ou retirez les champs OAuth.',
  ],
  [
    'With authentication=oauth2 a token is sent instead of the password. Unset smtp-password in the same change, or choose authentication=password.',
    'Avec authentication=oauth2, un jeton est envoyé à la place du mot de passe. Retirez smtp-password dans la même modification, ou choisissez authentication=password.',
  ],
  [
    '{0} is used with oauth-grant={1} alone. Set that in the same change, or unset {2}.',
    '{0} ne sert qu’avec oauth-grant={1}. Définissez-le dans la même modification, ou retirez {2}.',
  ],
  [
    'With oauth-grant=service-account the key says who signs in, which contradicts {0}. Unset what is not meant in the same change, or choose another grant.',
    'Avec oauth-grant=service-account, la clé dit qui se connecte, ce qui contredit {0}. Retirez dans la même modification ce qui n’est pas voulu, ou choisissez un autre type d’autorisation.',
  ],
  [
    'The key is for the token endpoint {0}, not for {1}. Set oauth-token-url to it in the same change, or give another key.',
    'La clé est destinée au point d’accès {0}, pas à {1}. Donnez cette adresse à oauth-token-url dans la même modification, ou donnez une autre clé.',
  ],
  [
    'oauth-client-secret-expires says when oauth-client-secret ends, and there is none. Give the secret in the same change, or unset the date.',
    'oauth-client-secret-expires dit quand oauth-client-secret expire, or il n’y en a pas. Donnez le secret dans la même modification, ou retirez la date.',
  ],
  ['The reference {0} cannot be used. {1}', 'La référence {0} ne peut pas être utilisée. {1}'],
  [
    'The token URL follows from oauth-tenant, so oauth-token-url says it twice. Unset one of the two.',
    'L’URL du jeton découle de oauth-tenant ; oauth-token-url la donne une seconde fois. Retirez l’un des deux.',
  ],
  [
    'This version does not sign in with NTLM. Ask for basic authentication (authentication=password, with smtp-domain for DOMAIN\\user) or a relay that needs none.',
    'Cette version ne s’authentifie pas par NTLM. Demandez l’authentification simple (authentication=password, avec smtp-domain pour DOMAINE\\utilisateur) ou un relais qui n’en exige pas.',
  ],
  [
    '{0} is bound to the server that it is for. Set smtp-host in the same change.',
    '{0} est lié au serveur auquel il est destiné. Définissez smtp-host dans la même modification.',
  ],
  [
    'Without smtp-host the rest of the connection has no server. To go back to the host’s connection, unset {0} as well.',
    'Sans smtp-host, le reste de la connexion n’a pas de serveur. Pour revenir à la connexion de l’hôte, retirez aussi {0}.',
  ],
  [
    'The organization inherits the host’s connection as a whole. For a connection of its own, set smtp-host and whatever else that server needs in the same change; to stay with the host’s, leave out {0}.',
    'L’organisation hérite de la connexion de l’hôte dans son ensemble. Pour une connexion propre, définissez smtp-host et tout ce que ce serveur exige dans la même modification ; pour garder celle de l’hôte, laissez {0} de côté.',
  ],
  [
    '{0} was entered for another connection: {1} {2} different now. Give it again in the same change. In a chat, where no secret can be typed: unset {3}, make this change, then give it by secret {4}.',
    '{0} avait été saisi pour une autre connexion : {1} est différent à présent. Donnez-le de nouveau dans la même modification. Dans une messagerie, où aucun secret ne se saisit : unset {3}, faites cette modification, puis donnez-le par secret {4}.',
  ],
  ['It is given twice. Give it once.', 'Il est donné deux fois. Donnez-le une seule fois.'],
  ['It is both set and unset. Choose one.', 'Il est à la fois défini et retiré. Choisissez.'],
  [
    'The host has locked {0}. Leave {1} out, or ask a system administrator to unlock it.',
    'L’hôte a verrouillé {0}. Laissez {1} de côté, ou demandez à un administrateur système de le déverrouiller.',
  ],
  ['the connection of organizations', 'la connexion des organisations'],
  [
    'The host requires secure-connection=on for servers of organizations.',
    'L’hôte exige secure-connection=on pour les serveurs des organisations.',
  ],
  [
    'The host allows these ports for servers of organizations: {0}.',
    'L’hôte autorise ces ports pour les serveurs des organisations : {0}.',
  ],
  [
    'The host allows these servers for organizations: {0}.',
    'L’hôte autorise ces serveurs pour les organisations : {0}.',
  ],
  [
    'Servers of organizations are on the public internet, unless a system administrator allows their network: postern settings policy --private-networks 10.1.2.0/24.',
    'Les serveurs des organisations sont sur l’internet public, sauf si un administrateur système autorise leur réseau : postern settings policy --private-networks 10.1.2.0/24.',
  ],
  [
    'Over the host’s relay, organizations send from {0}. Use an address there, or first make a server of your own active.',
    'Par le relais de l’hôte, les organisations envoient depuis {0}. Utilisez une adresse de ce domaine, ou activez d’abord un serveur propre.',
  ],
  ['There is no revision {0} here.', 'Il n’y a pas de révision {0} ici.'],
  [
    'There is no revision {0} here. See the history for those there are.',
    'Il n’y a pas de révision {0} ici. L’historique montre celles qui existent.',
  ],
  [
    'Revision {0} is the draft. Test it, or activate it.',
    'La révision {0} est le brouillon. Testez-la ou activez-la.',
  ],
  [
    'This takes the host’s settings away, and those of every organization that inherits them: their mail will wait. Confirm it if that is meant.',
    'Cela retire les paramètres de l’hôte, et donc ceux de chaque organisation qui en hérite : leurs messages attendront. Confirmez si c’est voulu.',
  ],
  [
    'A reference is env:NAME or file:/absolute/path.',
    'Une référence s’écrit env:NOM ou file:/chemin/absolu.',
  ],
  [
    'After "env:" comes the name of a variable, such as env:SMTP_PASSWORD.',
    'Après « env: » vient le nom d’une variable, par exemple env:SMTP_PASSWORD.',
  ],
  [
    "The variable {0} is Postern's own; give the secret one of its own.",
    'La variable {0} est celle de Postern ; donnez au secret la sienne.',
  ],
  [
    'After "file:" comes an absolute path, such as file:/run/secrets/smtp-password.',
    'Après « file: » vient un chemin absolu, par exemple file:/run/secrets/smtp-password.',
  ],
  [
    '{0} saved revision {1} meanwhile. Nothing was changed. Look at it, then make your change again.',
    '{0} a enregistré la révision {1} entre-temps. Rien n’a été modifié. Consultez-la, puis refaites votre modification.',
  ],
  ['See the list of fields in the help.', 'L’aide donne la liste des champs.'],
  ['Did you mean {0}?', 'Vouliez-vous dire {0} ?'],
  ['There is no field of this name. {0}', 'Aucun champ ne porte ce nom. {0}'],
  ['{0}, as in {1}={2}', '{0}, comme dans {1}={2}'],
  ['It is no secret: set it as it is.', 'Ce n’est pas un secret : définissez-le tel quel.'],
  ['There is no link for that. {0}: {1}', 'Il n’y a pas de lien pour cela. {0} : {1}'],
  [
    'client-key belongs to client-certificate, which is not set. Set that in the same change, or unset client-key.',
    'client-key va avec client-certificate, qui n’est pas défini. Définissez-le dans la même modification, ou retirez client-key.',
  ],
  [
    'client-certificate needs its key. Give client-key in the same change, or unset client-certificate.',
    'client-certificate a besoin de sa clé. Donnez client-key dans la même modification, ou retirez client-certificate.',
  ],
  [
    'A client certificate is shown during TLS, and secure-connection is off. Switch that on, or unset client-certificate and client-key.',
    'Un certificat client se présente pendant TLS, or secure-connection est désactivé. Activez-le, ou retirez client-certificate et client-key.',
  ],
  [
    'authentication=certificate signs in by client-certificate, which is not set. Give client-certificate and client-key in the same change, or choose another authentication.',
    'authentication=certificate authentifie par client-certificate, qui n’est pas défini. Donnez client-certificate et client-key dans la même modification, ou choisissez un autre mode.',
  ],
  [
    'With authentication=certificate the client certificate signs in, and no password is sent. Unset smtp-password in the same change, or choose authentication=password.',
    'Avec authentication=certificate, le certificat client authentifie et aucun mot de passe n’est envoyé. Retirez smtp-password dans la même modification, ou choisissez authentication=password.',
  ],
  [
    'oauth-client-key belongs to oauth-client-certificate, which is not set. Set that in the same change, or unset oauth-client-key.',
    'oauth-client-key va avec oauth-client-certificate, qui n’est pas défini. Définissez-le dans la même modification, ou retirez oauth-client-key.',
  ],
  [
    'oauth-client-certificate needs its key. Give oauth-client-key in the same change, or unset oauth-client-certificate.',
    'oauth-client-certificate a besoin de sa clé. Donnez oauth-client-key dans la même modification, ou retirez oauth-client-certificate.',
  ],
  [
    'The application proves itself by oauth-client-secret or by oauth-client-certificate, not by both. Unset oauth-client-secret in the same change, or unset oauth-client-certificate and oauth-client-key.',
    'L’application s’identifie par oauth-client-secret ou par oauth-client-certificate, pas par les deux. Retirez oauth-client-secret dans la même modification, ou retirez oauth-client-certificate et oauth-client-key.',
  ],
  [
    'oauth-client-key is not the key of the first certificate in oauth-client-certificate. Give the two that belong together.',
    'oauth-client-key n’est pas la clé du premier certificat d’oauth-client-certificate. Donnez ceux qui vont de pair.',
  ],
  [
    'client-key is not the key of the first certificate in client-certificate. Give the two that belong together, the own certificate first.',
    'client-key n’est pas la clé du premier certificat de client-certificate. Donnez ceux qui vont de pair, votre certificat en premier.',
  ],
];
