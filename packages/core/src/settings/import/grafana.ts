import type { FieldKey } from '../mail-settings.ts';
import { smartHost } from './alertmanager.ts';
import {
  entriesOf,
  memberOf,
  textOf,
  type Carried,
  type CarriedValue,
  type ImportFormat,
} from './carried.ts';

const FIELDS: Readonly<Record<string, FieldKey>> = {
  user: 'smtpUsername',
  password: 'smtpPassword',
  from_address: 'defaultFromAddress',
  from_name: 'defaultFromDisplayName',
  ehlo_identity: 'clientName',
};

/** Grafana: section `[smtp]` of its configuration. https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/#smtp */
export const grafanaImport: ImportFormat = {
  kind: 'grafana',
  label: 'Grafana',
  read(document) {
    const settings = entriesOf(memberOf(document, 'smtp'));
    if (!settings.some(([name]) => name === 'host' || name === 'from_address')) return null;
    return settings.flatMap(([name, value]) => carry(name, value));
  },
};

function carry(name: string, value: unknown): readonly Carried[] {
  const text = textOf(value)?.replace(/^"""(.*)"""$/s, '$1') ?? null;
  if (text === null) return [{ name, left: 'It is empty.' }];
  switch (name) {
    case 'host':
      return smartHost(name, text);
    case 'startTLS_policy':
      return [{ name, ...securityOf(text) }];
    case 'enabled':
      return [{ name, left: 'Mail is sent as soon as the settings are complete.' }];
    case 'skip_verify':
      return text === 'true' ? [{ name, left: 'Checks cannot be turned off: set ca-certificate.' }] : [];
    default: {
      const key = FIELDS[name];
      if (key === undefined) return [{ name, left: 'Postern has no such setting.' }];
      return [{ name, key, value: key === 'smtpPassword' ? secretValue(text) : text }];
    }
  }
}

function securityOf(
  policy: string,
): { readonly key: FieldKey; readonly value: CarriedValue } | { readonly left: string } {
  if (policy === 'NoStartTLS') return { key: 'secureConnection', value: false };
  if (policy === 'MandatoryStartTLS') return { key: 'secureConnection', value: true };
  return { left: 'TLS is required here or not used at all: set secure-connection.' };
}

/** Grafana expands `$__env{NAME}` and `$__file{/path}`: the same places as Postern's references. */
function secretValue(text: string): CarriedValue {
  const [, provider, place] = /^\$__(env|file)\{([^{}]+)\}$/.exec(text) ?? [];
  return provider === undefined || place === undefined ? text : { reference: `${provider}:${place}` };
}
