import type { Localized } from '../kernel/language.ts';
import { UNUSABLE_TEXTS } from '../settings/unusable-texts.ts';
import type { DeliveryReason } from './delivery.ts';

/** Every reason of a delivery in a few words, for lists and timelines. */
export const DELIVERY_REASON_TEXTS: Readonly<Record<DeliveryReason, Localized>> = {
  ...UNUSABLE_TEXTS,
  'dns-failed': { en: 'The server’s name does not resolve.', fr: 'Le nom du serveur ne se résout pas.' },
  unreachable: { en: 'The server cannot be reached.', fr: 'Le serveur est injoignable.' },
  'connection-refused': { en: 'The server refuses connections.', fr: 'Le serveur refuse les connexions.' },
  timeout: { en: 'The server did not answer in time.', fr: 'Le serveur n’a pas répondu à temps.' },
  'connection-lost': { en: 'The connection broke off.', fr: 'La connexion a été interrompue.' },
  'tls-failed': { en: 'The TLS handshake failed.', fr: 'La négociation TLS a échoué.' },
  'certificate-rejected': {
    en: 'The server’s certificate is not trusted.',
    fr: 'Le certificat du serveur n’est pas approuvé.',
  },
  'starttls-not-offered': {
    en: 'The server does not offer STARTTLS.',
    fr: 'Le serveur ne propose pas STARTTLS.',
  },
  'implicit-tls-expected': {
    en: 'The port expects TLS from the first byte.',
    fr: 'Le port attend du TLS dès le premier octet.',
  },
  'starttls-expected': {
    en: 'The port speaks plain first: use STARTTLS.',
    fr: 'Le port commence en clair : utilisez STARTTLS.',
  },
  'authentication-failed': {
    en: 'The server refused the user name or password.',
    fr: 'Le serveur a refusé le nom d’utilisateur ou le mot de passe.',
  },
  'authentication-not-offered': {
    en: 'The server offers no way of signing in that fits.',
    fr: 'Le serveur ne propose aucun mode d’authentification qui convienne.',
  },
  'authentication-required': {
    en: 'The server wants a sign-in first.',
    fr: 'Le serveur exige une authentification.',
  },
  'basic-authentication-disabled': {
    en: 'The provider has switched passwords off: use OAuth 2.0.',
    fr: 'Le fournisseur a désactivé les mots de passe : utilisez OAuth 2.0.',
  },
  'app-password-required': {
    en: 'The provider wants an app password.',
    fr: 'Le fournisseur exige un mot de passe d’application.',
  },
  'token-failed': { en: 'No OAuth 2.0 token was given.', fr: 'Aucun jeton OAuth 2.0 n’a été délivré.' },
  'sender-refused': {
    en: 'The server does not send as this From address.',
    fr: 'Le serveur n’envoie pas au nom de cette adresse.',
  },
  'recipient-unknown': { en: 'There is no such mailbox.', fr: 'Cette boîte aux lettres n’existe pas.' },
  'recipient-refused': {
    en: 'The server refuses this recipient.',
    fr: 'Le serveur refuse ce destinataire.',
  },
  'mailbox-full': { en: 'The mailbox is full.', fr: 'La boîte aux lettres est pleine.' },
  greylisted: { en: 'The server asks to come back later.', fr: 'Le serveur demande de revenir plus tard.' },
  busy: { en: 'The server is busy.', fr: 'Le serveur est occupé.' },
  'message-too-large': { en: 'The mail is too large.', fr: 'Le message est trop volumineux.' },
  'content-refused': { en: 'The server refuses the content.', fr: 'Le serveur refuse le contenu.' },
  'protocol-error': { en: 'What answers is not SMTP.', fr: 'Ce qui répond n’est pas du SMTP.' },
  'refused-temporarily': { en: 'Refused for now.', fr: 'Refusé pour l’instant.' },
  refused: { en: 'Refused by the server.', fr: 'Refusé par le serveur.' },
  'reply-lost': {
    en: 'Handed over, but the reply was lost: it may have arrived.',
    fr: 'Remis, mais la réponse s’est perdue : il est peut-être arrivé.',
  },
  internal: { en: 'A defect in Postern.', fr: 'Un défaut de Postern.' },
  'key-missing': {
    en: 'The key that seals the secret is not among the live keys.',
    fr: 'La clé qui scelle le secret n’est pas parmi les clés actives.',
  },
  'secret-unreadable': { en: 'A secret cannot be read.', fr: 'Un secret est illisible.' },
  gathering: {
    en: 'It gathers events, to be one mail for all of them.',
    fr: 'Il rassemble des événements, pour n’en faire qu’un seul e-mail.',
  },
  'connection-resting': {
    en: 'The connection rests after failures.',
    fr: 'La connexion est en pause après des échecs.',
  },
  'earlier-mail-waits': {
    en: 'It follows an earlier mail about the same trouble, which waits.',
    fr: 'Il suit un e-mail antérieur sur le même problème, qui attend.',
  },
  'template-failed': { en: 'The mail could not be written.', fr: 'Le message n’a pas pu être composé.' },
  expired: { en: 'Too old to be of use.', fr: 'Trop ancien pour être utile.' },
  'worker-lost': {
    en: 'The process that was sending it ended: it may have arrived.',
    fr: 'Le processus qui l’envoyait s’est arrêté : il est peut-être arrivé.',
  },
  'sent-by-host': {
    en: 'Sent by the host’s relay: the own server was out of reach.',
    fr: 'Envoyé par le relais de l’hôte : le serveur propre était injoignable.',
  },
  silenced: { en: 'Muted by a silence.', fr: 'Mis en sourdine.' },
  replayed: { en: 'Sent again by hand.', fr: 'Renvoyé manuellement.' },
};
