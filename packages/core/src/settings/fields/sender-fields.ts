import type { PlainField } from './field.ts';
import { mailboxSchema } from './mailbox-schema.ts';
import { switchSchema } from './switch-schema.ts';
import { textSchema } from './text-schema.ts';

/** Who the mail is from. */
export const SENDER_FIELDS = [
  {
    key: 'defaultFromAddress',
    name: 'default-from-address',
    group: 'sender',
    kind: 'text',
    schema: mailboxSchema,
    choices: null,
    label: { en: 'Default from address', fr: 'Adresse d’expédition par défaut' },
    help: {
      en: 'The address that mail comes from. With Gmail it must equal the SMTP username.',
      fr: 'Adresse d’où vient le courrier. Avec Gmail, elle doit être égale au nom d’utilisateur SMTP.',
    },
    uipathKey: 'Email.Smtp.FromEmail',
    example: 'robots@example.com',
  },
  {
    key: 'defaultFromDisplayName',
    name: 'default-from-display-name',
    group: 'sender',
    kind: 'text',
    schema: textSchema({ max: 200 }),
    choices: null,
    label: { en: 'Default from display name', fr: 'Nom d’expéditeur par défaut' },
    help: {
      en: 'The name that mail programs show for the sender.',
      fr: 'Nom de l’expéditeur affiché par les logiciels de messagerie.',
    },
    uipathKey: 'Email.Smtp.FromDisplayName',
    example: 'Orchestrator System Notifications',
  },
  {
    key: 'replyTo',
    name: 'reply-to',
    group: 'sender',
    kind: 'text',
    schema: mailboxSchema,
    choices: null,
    label: { en: 'Reply-to address', fr: 'Adresse de réponse' },
    help: {
      en: 'Where answers go, when nobody reads the from address.',
      fr: 'Adresse qui reçoit les réponses, si personne ne lit l’adresse d’expédition.',
    },
    uipathKey: null,
    example: 'rpa-team@example.com',
  },
  {
    key: 'fallbackToHost',
    name: 'fallback-to-host',
    group: 'sender',
    kind: 'boolean',
    schema: switchSchema,
    choices: null,
    label: { en: 'Fall back to the host’s relay', fr: 'Se replier sur le relais de l’hôte' },
    help: {
      en: 'When your own server is out of reach for 5 minutes, mail goes by the host’s relay, from the host’s address as “You via Host”, with answers to you. Off by default; the host must allow it.',
      fr: 'Si votre serveur est injoignable depuis 5 minutes, le courrier passe par le relais de l’hôte, depuis l’adresse de l’hôte au nom de « Vous via Hôte », les réponses vous revenant. Désactivé par défaut ; l’hôte doit l’autoriser.',
    },
    uipathKey: null,
    example: 'on',
  },
] as const satisfies readonly PlainField[];
