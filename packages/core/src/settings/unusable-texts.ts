import type { Localized } from '../kernel/language.ts';
import type { UnusableReason } from './effective-settings.ts';

/** Why settings cannot send and what to do, for people. */
export const UNUSABLE_TEXTS: Readonly<Record<UnusableReason, Localized>> = {
  'no-host': {
    en: 'No SMTP server is set. Set smtp-host at this level or at the host.',
    fr: 'Aucun serveur SMTP n’est défini. Définissez smtp-host à ce niveau ou sur l’hôte.',
  },
  'no-from': {
    en: 'No From address is set. Set default-from-address at this level or at the host.',
    fr: 'Aucune adresse d’expéditeur n’est définie. Définissez default-from-address à ce niveau ou sur l’hôte.',
  },
  'no-username': {
    en: 'The server needs a user name. Set smtp-username, or turn use-default-credentials on to send without one.',
    fr: 'Le serveur demande un nom d’utilisateur. Définissez smtp-username, ou activez use-default-credentials pour envoyer sans.',
  },
  'no-password': {
    en: 'There is a user name but no password. Enter smtp-password.',
    fr: 'Il y a un nom d’utilisateur mais pas de mot de passe. Saisissez smtp-password.',
  },
  'oauth-incomplete': {
    en: 'OAuth 2.0 lacks a value: client id, token URL or tenant, user name, and the secret or refresh token of the chosen grant.',
    fr: 'OAuth 2.0 est incomplet : identifiant client, URL de jeton ou tenant, nom d’utilisateur, et le secret ou le jeton d’actualisation selon le mode choisi.',
  },
  'from-domain-not-allowed': {
    en: 'The host’s relay does not send for the domain of this From address. Use an allowed domain, or a server of the organization’s own.',
    fr: 'Le relais de l’hôte n’envoie pas pour le domaine de cette adresse d’expéditeur. Utilisez un domaine autorisé, ou un serveur propre à l’organisation.',
  },
  'secure-connection-required': {
    en: 'The host requires a secure connection. Turn secure-connection on.',
    fr: 'L’hôte exige une connexion sécurisée. Activez secure-connection.',
  },
  'port-not-allowed': {
    en: 'The host does not allow this port for organizations’ own servers.',
    fr: 'L’hôte n’autorise pas ce port pour les serveurs propres aux organisations.',
  },
  'server-not-allowed': {
    en: 'The host does not allow this server for organizations.',
    fr: 'L’hôte n’autorise pas ce serveur pour les organisations.',
  },
  'address-not-allowed': {
    en: 'This address is not on the public internet, and the host does not allow its network for organizations.',
    fr: 'Cette adresse n’est pas sur l’internet public, et l’hôte n’autorise pas son réseau pour les organisations.',
  },
};
