import type { Localized } from '../kernel/language.ts';

/** What a provider's connection begins with, and what else it needs. */
export interface SmtpPreset {
  readonly id: 'gmail' | 'microsoft-365' | 'amazon-ses' | 'sendgrid' | 'own-relay';
  readonly name: Localized;
  /** Null: the person's own server, whose name nobody else knows. */
  readonly host: string | null;
  readonly port: number;
  readonly secureConnection: boolean;
  /** What the provider wants besides, in plain text. */
  readonly advice: Localized;
}

/** The providers that most people use, and a relay of one's own. */
export const SMTP_PRESETS: readonly SmtpPreset[] = [
  {
    id: 'gmail',
    name: { en: 'Gmail', fr: 'Gmail' },
    host: 'smtp.gmail.com',
    port: 587,
    secureConnection: true,
    // https://support.google.com/mail/answer/185833
    advice: {
      en: 'Gmail needs an app password, which an account with 2-Step Verification can make; the normal password never works. The user name is the full address, and the from address must be the same or an alias of it.',
      fr: 'Gmail exige un mot de passe d’application, qu’un compte avec validation en deux étapes peut créer ; le mot de passe habituel ne fonctionne jamais. Le nom d’utilisateur est l’adresse complète, et l’adresse d’expédition doit être la même ou l’un de ses alias.',
    },
  },
  {
    id: 'microsoft-365',
    name: { en: 'Microsoft 365', fr: 'Microsoft 365' },
    host: 'smtp.office365.com',
    port: 587,
    secureConnection: true,
    // https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth
    advice: {
      en: 'Microsoft 365 switches passwords off: choose authentication oauth2, give the tenant and the client id of an application with the permission SMTP.SendAsApp, and enter its client secret or give its certificate. The user name is the mailbox that sends, and SMTP AUTH must be on for it. It takes 30 messages a minute over 3 connections.',
      fr: 'Microsoft 365 désactive les mots de passe : choisissez l’authentification oauth2, indiquez le locataire et l’identifiant client d’une application dotée de l’autorisation SMTP.SendAsApp, et saisissez son secret client ou donnez son certificat. Le nom d’utilisateur est la boîte aux lettres qui envoie, et SMTP AUTH doit y être activé. Le service accepte 30 messages par minute sur 3 connexions.',
    },
  },
  {
    id: 'amazon-ses',
    name: { en: 'Amazon SES', fr: 'Amazon SES' },
    host: 'email-smtp.us-east-1.amazonaws.com',
    port: 587,
    secureConnection: true,
    // https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
    advice: {
      en: 'Put your own region in the place of us-east-1. Amazon SES wants SMTP credentials, made in its console for that region; the access keys of an account do not work. The from address must be verified, and a new account sends to verified addresses alone until it leaves the sandbox.',
      fr: 'Mettez votre région à la place de us-east-1. Amazon SES exige des identifiants SMTP, créés dans sa console pour cette région ; les clés d’accès d’un compte ne fonctionnent pas. L’adresse d’expédition doit être vérifiée, et un nouveau compte n’envoie qu’à des adresses vérifiées tant qu’il est en bac à sable.',
    },
  },
  {
    id: 'sendgrid',
    name: { en: 'SendGrid', fr: 'SendGrid' },
    host: 'smtp.sendgrid.net',
    port: 587,
    secureConnection: true,
    // https://www.twilio.com/docs/sendgrid/for-developers/sending-email/getting-started-smtp
    advice: {
      en: 'The user name is the word apikey, for everybody; the password is an API key with the permission “Mail Send”. The from address must belong to a verified sender or an authenticated domain.',
      fr: 'Le nom d’utilisateur est le mot apikey, pour tout le monde ; le mot de passe est une clé d’API dotée de l’autorisation « Mail Send ». L’adresse d’expédition doit appartenir à un expéditeur vérifié ou à un domaine authentifié.',
    },
  },
  {
    id: 'own-relay',
    name: { en: 'Own relay', fr: 'Relais interne' },
    host: null,
    port: 587,
    secureConnection: true,
    advice: {
      en: 'Enter the name of your relay. If it knows this machine by its address, switch “use default credentials” on. Only a relay that offers no encryption at all needs port 25 with the secure connection off; a certificate of your own authority is set with ca-certificate on the command line.',
      fr: 'Indiquez le nom de votre relais. S’il reconnaît cette machine à son adresse, activez « utiliser les identifiants par défaut ». Seul un relais qui n’offre aucun chiffrement a besoin du port 25 sans connexion sécurisée ; le certificat de votre propre autorité se définit par ca-certificate en ligne de commande.',
    },
  },
];
