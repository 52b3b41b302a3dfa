import type { Localized } from '../kernel/language.ts';
import type { EffectiveSettings } from './effective-settings.ts';
import { isLoopback } from './fields/loopback.ts';
import { asciiServerName } from './fields/server-name-schema.ts';
import type { FieldKey } from './mail-settings.ts';

/** What may be meant, but rarely works or is rarely wise: a closed set. */
export const WARNING_CODES = [
  'gmail-from-differs',
  'port-465-not-secure',
  'credentials-in-clear',
  'domain-without-username',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Advice on settings that are accepted all the same. */
export interface SettingsWarning {
  readonly code: WarningCode;
  /** The field to look at. */
  readonly field: FieldKey;
  readonly text: Localized;
}

/** Advice on the settings that apply, whichever level they come from. */
export function settingsWarnings({ fields }: Pick<EffectiveSettings, 'fields'>): readonly SettingsWarning[] {
  const value = (key: FieldKey): string | number | boolean | null =>
    fields.find((field) => field.key === key)?.value ?? null;
  const host = asciiServerName(String(value('smtpHost') ?? ''));
  const username = value('smtpUsername');
  const signsIn = value('authentication') !== 'none';
  const secure = value('secureConnection') === true;
  const codes: WarningCode[] = [];
  if (host !== null && GMAIL.includes(host) && signsIn && differ(value('defaultFromAddress'), username))
    codes.push('gmail-from-differs');
  if (host !== null && !secure && value('smtpPort') === 465) codes.push('port-465-not-secure');
  if (host !== null && !secure && signsIn && !isLoopback(host)) codes.push('credentials-in-clear');
  if (value('smtpDomain') !== null && username === null) codes.push('domain-without-username');
  return codes.map((code) => ({ code, ...ADVICE[code] }));
}

/** Not `smtp-relay.gmail.com`, which takes every address of the domain. */
const GMAIL = ['smtp.gmail.com', 'smtp.googlemail.com'];

/** Gmail ignores case. */
function differ(from: string | number | boolean | null, username: string | number | boolean | null): boolean {
  return (
    typeof from === 'string' && typeof username === 'string' && from.toLowerCase() !== username.toLowerCase()
  );
}

const ADVICE: Readonly<Record<WarningCode, Omit<SettingsWarning, 'code'>>> = {
  'gmail-from-differs': {
    field: 'defaultFromAddress',
    text: {
      en: 'Gmail sends in the name of its account: set default-from-address to the SMTP username, or make the address an alias of that account. Otherwise Gmail replaces it.',
      fr: 'Gmail envoie au nom de son compte. Donnez à default-from-address la valeur du nom d’utilisateur SMTP, ou faites de cette adresse un alias du compte, sinon Gmail la remplace.',
    },
  },
  'port-465-not-secure': {
    field: 'secureConnection',
    text: {
      en: 'Port 465 expects TLS from the first byte, but secure-connection is off. Switch it on, or use the port for plain SMTP, usually 25.',
      fr: 'Le port 465 attend TLS dès le premier octet, mais secure-connection est désactivé. Activez-le, ou utilisez le port SMTP en clair, en général 25.',
    },
  },
  'credentials-in-clear': {
    field: 'secureConnection',
    text: {
      en: 'User name and password cross the network unencrypted. Switch secure-connection on if the server can do TLS.',
      fr: 'Le nom d’utilisateur et le mot de passe traversent le réseau sans chiffrement. Activez secure-connection si le serveur connaît TLS.',
    },
  },
  'domain-without-username': {
    field: 'smtpDomain',
    text: {
      en: 'smtp-domain does nothing without smtp-username.',
      fr: 'smtp-domain reste sans effet sans smtp-username.',
    },
  },
};
