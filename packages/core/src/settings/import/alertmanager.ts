import type { FieldKey } from '../mail-settings.ts';
import { entriesOf, memberOf, textOf, type Carried, type ImportFormat } from './carried.ts';

const PREFIX = 'smtp_';

const FIELDS: Readonly<Record<string, FieldKey>> = {
  smtp_hello: 'clientName',
  smtp_auth_username: 'smtpUsername',
  smtp_auth_password: 'smtpPassword',
  smtp_require_tls: 'secureConnection',
};

const LEFT: Readonly<Record<string, string>> = {
  smtp_auth_secret: 'Postern signs in with the password for CRAM-MD5 too: enter it with --password-stdin.',
  smtp_auth_identity: 'Postern signs in as the user name itself.',
  smtp_tls_config:
    'Certificates are part of the connection here: set ca-certificate; checks cannot be turned off.',
};

/** Prometheus Alertmanager: `smtp_…` of `global`. https://prometheus.io/docs/alerting/latest/configuration/#file-layout-and-global-settings */
export const alertmanagerImport: ImportFormat = {
  kind: 'alertmanager',
  label: 'Prometheus Alertmanager',
  read(document) {
    const settings = entriesOf(memberOf(document, 'global')).filter(([name]) => name.startsWith(PREFIX));
    if (settings.length === 0) return null;
    const carried = settings.flatMap(([name, value]) => carry(name, value));
    // TLS is required there unless it is turned off.
    const tls: Carried = { name: 'smtp_require_tls (its default)', key: 'secureConnection', value: true };
    return settings.some(([name]) => name === 'smtp_require_tls') ? carried : [...carried, tls];
  },
};

function carry(name: string, value: unknown): readonly Carried[] {
  const why = LEFT[name];
  if (why !== undefined) return [{ name, left: why }];
  const text = textOf(value);
  if (text === null) return [{ name, left: 'The file does not say it; set it yourself.' }];
  switch (name) {
    case 'smtp_smarthost':
      return smartHost(name, text);
    case 'smtp_from':
      return sender(name, text);
    case 'smtp_auth_password_file':
      return [{ name, key: 'smtpPassword', value: { reference: `file:${text}` } }];
    default: {
      const key = FIELDS[name];
      return key === undefined
        ? [{ name, left: 'Postern has no such setting.' }]
        : [{ name, key, value: text }];
    }
  }
}

/** `host:port`, an IPv6 address in brackets. */
export function smartHost(name: string, text: string): readonly Carried[] {
  const [, host = text, port] = /^(.*?)(?::(\d+))?$/s.exec(text) ?? [];
  return [
    { name, key: 'smtpHost', value: host },
    ...(port === undefined ? [] : [{ name, key: 'smtpPort', value: port } as const]),
  ];
}

/** An address, or `Name <address>`. */
function sender(name: string, text: string): readonly Carried[] {
  const [, before = '', address = text] = /^([^<>]*)<([^<>]+)>$/.exec(text) ?? [];
  const display = before.trim().replaceAll(/^"|"$/g, '');
  return [
    { name, key: 'defaultFromAddress', value: address },
    ...(display === '' ? [] : [{ name, key: 'defaultFromDisplayName', value: display } as const]),
  ];
}
