import type { VerdictRule } from './verdict-rule.ts';

/** Why a certificate is not believed, as OpenSSL and Node name it. */
const SELF_SIGNED = ['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'];
const UNKNOWN_ISSUER = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];
const WRONG_NAME = ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH'];

/** TLS, certificates and STARTTLS. Nothing passes until someone changes the settings or the server's certificate. */
export const TLS_RULES: readonly VerdictRule[] = [
  {
    when: { kind: 'tls', codes: ['ERR_OSSL_X509_KEY_VALUES_MISMATCH'] },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'client-key is not the key of client-certificate.',
      fr: 'client-key n’est pas la clé de client-certificate.',
    },
    cure: {
      en: 'Give the certificate and the key that belong together, in one change.',
      fr: 'Donnez ensemble le certificat et la clé qui vont de pair, en une seule modification.',
    },
  },
  {
    // What a server says with TLS 1.2 when it gets no client certificate, and for ciphers that do not meet as well.
    when: { kind: 'tls', says: /alert handshake failure/i },
    kind: 'configuration',
    reason: 'tls-failed',
    cause: {
      en: '{host} broke the TLS handshake off: it wants a certificate from whoever connects, or knows none of the ciphers that are safe.',
      fr: '{host} a interrompu la négociation TLS : il exige un certificat de quiconque se connecte, ou ne connaît aucun chiffrement sûr.',
    },
    cure: {
      en: 'Ask the server’s administrator which. For the first, set client-certificate and client-key.',
      fr: 'Demandez à l’administrateur du serveur lequel des deux. Dans le premier cas, définissez client-certificate et client-key.',
    },
  },
  {
    when: { kind: 'tls', says: /certificate required|peer did not return a certificate/i },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: '{host} wants a certificate from whoever connects, and this connection has none.',
      fr: '{host} exige un certificat de quiconque se connecte, et cette connexion n’en a pas.',
    },
    cure: {
      en: 'Have the server’s administrator issue one, and set client-certificate and client-key.',
      fr: 'Faites-en délivrer un par l’administrateur du serveur, puis définissez client-certificate et client-key.',
    },
  },
  {
    when: { kind: 'tls', codes: SELF_SIGNED },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The certificate of {host} is signed by itself or by a private authority that this machine does not know.',
      fr: 'Le certificat de {host} est auto-signé, ou signé par une autorité privée que cette machine ne connaît pas.',
    },
    cure: {
      en: 'Put the certificate of that authority (or the self-signed one itself) into ca-certificate. Checks are never switched off.',
      fr: 'Placez le certificat de cette autorité (ou le certificat auto-signé lui-même) dans ca-certificate. La vérification n’est jamais désactivée.',
    },
  },
  {
    when: { kind: 'tls', codes: UNKNOWN_ISSUER },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The issuer of the certificate of {host} is not known here: a private authority, or the server does not send the intermediate certificates.',
      fr: 'L’émetteur du certificat de {host} est inconnu ici : autorité privée, ou serveur qui n’envoie pas ses certificats intermédiaires.',
    },
    cure: {
      en: 'Put the certificate of the authority into ca-certificate, or have the server send its whole chain.',
      fr: 'Placez le certificat de l’autorité dans ca-certificate, ou faites envoyer la chaîne complète par le serveur.',
    },
  },
  {
    when: { kind: 'tls', codes: ['CERT_HAS_EXPIRED'] },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The certificate of {host} has expired, or the clock of this machine is wrong.',
      fr: 'Le certificat de {host} a expiré, ou l’horloge de cette machine est fausse.',
    },
    cure: {
      en: 'Renew the certificate on the mail server. If its date is right, check the clock here.',
      fr: 'Renouvelez le certificat du serveur de messagerie. Si sa date est correcte, vérifiez l’horloge ici.',
    },
  },
  {
    when: { kind: 'tls', codes: ['CERT_NOT_YET_VALID'] },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The certificate of {host} is not valid yet, or the clock of this machine is behind.',
      fr: 'Le certificat de {host} n’est pas encore valide, ou l’horloge de cette machine retarde.',
    },
    cure: {
      en: 'Check the clock of this machine, then the certificate on the mail server.',
      fr: 'Vérifiez l’horloge de cette machine, puis le certificat du serveur de messagerie.',
    },
  },
  {
    when: { kind: 'tls', codes: WRONG_NAME },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The certificate was issued for another name than {host}.',
      fr: 'Le certificat a été émis pour un autre nom que {host}.',
    },
    cure: {
      en: 'Set smtp-host to a name that stands in the certificate (often the full name instead of an address or an alias).',
      fr: 'Donnez à smtp-host un nom présent dans le certificat (souvent le nom complet plutôt qu’une adresse ou un alias).',
    },
  },
  {
    when: { kind: 'tls', stages: ['certificate'] },
    kind: 'configuration',
    reason: 'certificate-rejected',
    cause: {
      en: 'The certificate of {host} does not pass the checks.',
      fr: 'Le certificat de {host} ne passe pas les vérifications.',
    },
    cure: {
      en: 'Have the mail server use a certificate that is valid, for this name, from an authority known here or given in ca-certificate.',
      fr: 'Faites utiliser au serveur un certificat valide, pour ce nom, d’une autorité connue ici ou fournie dans ca-certificate.',
    },
  },
  {
    // Our ClientHello was answered by a plain "220 …" line, which OpenSSL reads as a TLS record of an odd version.
    when: { kind: 'tls', says: /wrong version number|packet length too long/i },
    kind: 'configuration',
    reason: 'starttls-expected',
    cause: {
      en: 'TLS was spoken from the first byte (port {port}), but {host} answers in plain text: it wants STARTTLS.',
      fr: 'TLS a été utilisé dès le premier octet (port {port}), mais {host} répond en clair : il attend STARTTLS.',
    },
    cure: {
      en: 'Use port 587 (STARTTLS). Port 465 means TLS from the first byte.',
      fr: 'Utilisez le port 587 (STARTTLS). Le port 465 signifie TLS dès le premier octet.',
    },
  },
  {
    when: { kind: 'tls', says: /unsupported protocol|protocol version|version too low/i },
    kind: 'configuration',
    reason: 'tls-failed',
    cause: {
      en: '{host} speaks only versions of TLS that are no longer safe (before 1.2).',
      fr: '{host} ne parle que des versions de TLS obsolètes (antérieures à 1.2).',
    },
    cure: {
      en: 'Enable TLS 1.2 or 1.3 on the mail server.',
      fr: 'Activez TLS 1.2 ou 1.3 sur le serveur de messagerie.',
    },
  },
  {
    when: { kind: 'tls' },
    kind: 'configuration',
    reason: 'tls-failed',
    cause: {
      en: 'The TLS handshake with {host} on port {port} failed.',
      fr: 'La négociation TLS avec {host} sur le port {port} a échoué.',
    },
    cure: {
      en: 'Check the port (587 for STARTTLS, 465 for TLS from the first byte) and the TLS settings of the mail server.',
      fr: 'Vérifiez le port (587 pour STARTTLS, 465 pour TLS dès le premier octet) et la configuration TLS du serveur de messagerie.',
    },
  },
  {
    when: { kind: 'not-offered', stages: ['ehlo', 'starttls'] },
    kind: 'configuration',
    reason: 'starttls-not-offered',
    cause: {
      en: 'Secure connection is on, but {host} does not offer STARTTLS on port {port}. Nothing is sent in the clear instead.',
      fr: 'La connexion sécurisée est activée, mais {host} ne propose pas STARTTLS sur le port {port}. Rien n’est envoyé en clair à la place.',
    },
    cure: {
      en: 'Use port 587, or 465 for TLS from the first byte. Only for a relay on a trusted network: turn secure-connection off.',
      fr: 'Utilisez le port 587, ou 465 pour TLS dès le premier octet. Uniquement pour un relais sur un réseau de confiance : désactivez secure-connection.',
    },
  },
  {
    when: { kind: 'reply', stages: ['starttls'], replies: [5] },
    kind: 'configuration',
    reason: 'tls-failed',
    cause: {
      en: '{host} offers STARTTLS but refuses it: {reply}',
      fr: '{host} propose STARTTLS mais le refuse : {reply}',
    },
    cure: {
      en: 'Check the TLS configuration of the mail server, its certificate and key first of all.',
      fr: 'Vérifiez la configuration TLS du serveur de messagerie, d’abord son certificat et sa clé.',
    },
  },
];
