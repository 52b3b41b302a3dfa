import type { PlainField } from './field.ts';
import { mailboxSchema } from './mailbox-schema.ts';
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
] as const satisfies readonly PlainField[];
