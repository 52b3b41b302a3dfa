import type { Localized } from '../../kernel/language.ts';
import type { VerdictReason } from '../verdict-reason.ts';
import type { VerdictRule } from './verdict-rule.ts';

/** Failures that naming a domain in the place of a server looks like, and what each is called. All may pass by themselves. */
const LOOKS_LIKE = [
  { kind: 'dns', reason: 'dns-failed' },
  { kind: 'connection-refused', reason: 'connection-refused' },
  { kind: 'unreachable', reason: 'unreachable' },
  { kind: 'timeout', reason: 'timeout' },
] as const satisfies readonly { kind: string; reason: VerdictReason }[];

interface Provider {
  /** Tried on the names of the domain's mail servers. */
  readonly mailServer: RegExp;
  readonly cure: Localized;
}

const PROVIDERS: readonly Provider[] = [
  {
    // https://support.google.com/a/answer/16004259
    mailServer: /(^|\.)(google|googlemail)\.com$/,
    cure: {
      en: 'The mail of {host} is at Google: set smtp-host to smtp.gmail.com and smtp-port to 587.',
      fr: 'Le courrier de {host} est chez Google : mettez smtp.gmail.com dans smtp-host et 587 dans smtp-port.',
    },
  },
  {
    // https://learn.microsoft.com/exchange/mail-flow-best-practices/how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365
    mailServer: /(^|\.)(mail\.protection\.outlook\.com|mx\.microsoft)$/,
    cure: {
      en: 'The mail of {host} is at Microsoft 365: set smtp-host to smtp.office365.com and smtp-port to 587.',
      fr: 'Le courrier de {host} est chez Microsoft 365 : mettez smtp.office365.com dans smtp-host et 587 dans smtp-port.',
    },
  },
  {
    mailServer: /(^|\.)ovh\.(net|ca)$/,
    cure: {
      en: 'The mail of {host} is at OVHcloud: set smtp-host to the server that its manager names, such as ssl0.ovh.net, and smtp-port to 465 or 587.',
      fr: 'Le courrier de {host} est chez OVHcloud : mettez dans smtp-host le serveur indiqué dans son espace client, par exemple ssl0.ovh.net, et 465 ou 587 dans smtp-port.',
    },
  },
  {
    mailServer: /(^|\.)gandi\.net$/,
    cure: {
      en: 'The mail of {host} is at Gandi: set smtp-host to mail.gandi.net and smtp-port to 587.',
      fr: 'Le courrier de {host} est chez Gandi : mettez mail.gandi.net dans smtp-host et 587 dans smtp-port.',
    },
  },
  {
    mailServer: /./,
    cure: {
      en: 'Ask who runs the mail of {host} for the submission server, often smtp.{host} on port 587, and set smtp-host to it. Mail servers of a domain take what others send to it, on port 25; they are rarely the ones to send through.',
      fr: 'Demandez à qui gère le courrier de {host} le serveur d’envoi, souvent smtp.{host} sur le port 587, et mettez-le dans smtp-host. Les serveurs MX d’un domaine reçoivent son courrier, sur le port 25 ; on envoie rarement par eux.',
    },
  },
];

/** A mail domain was named where a server belongs. Only a diagnosis asks for the domain's mail servers, so only it says so. */
export const MAIL_DOMAIN_RULES: readonly VerdictRule[] = LOOKS_LIKE.flatMap(({ kind, reason }) =>
  PROVIDERS.map(({ mailServer, cure }) => ({
    when: { kind, mailServer, stages: ['dns', 'connect'] as const },
    kind: 'transient' as const,
    reason,
    cause: {
      en: '{host} is a mail domain, and no mail server answers under that name. Mail to it goes to {mx}.',
      fr: '{host} est un domaine de messagerie, et aucun serveur ne répond sous ce nom. Son courrier va à {mx}.',
    },
    cure,
  })),
);
