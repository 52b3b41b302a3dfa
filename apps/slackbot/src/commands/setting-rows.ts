import { fieldOf, type EffectiveField, type FieldKey, type Language } from '@postern/core';
import { shorten } from '../blocks/shorten.ts';
import type { Messages } from '../messages/messages.ts';

/** One setting as people read it; plain text. */
export interface SettingRow {
  readonly setting: string;
  readonly value: string;
  readonly origin: string;
}

/**
 * Longer values are told by their beginning and their length. So a row of every field stays within the 10,000 characters
 * that Slack takes in a table.
 */
const LONGEST_VALUE = 200;

/** The settings worth a row: what has a value, a secret or a lock. The other optional ones would only hide these. */
export function settingRows(
  fields: readonly EffectiveField[],
  reader: { readonly language: Language; readonly texts: Messages },
): readonly SettingRow[] {
  return fields.filter(isWorthARow).map((field) => {
    const { label, name } = fieldOf(field.key);
    const { origins, locked } = reader.texts.view;
    const origin = origins[field.origin];
    return {
      setting: `${label[reader.language]} (${name})`,
      value: valueText(field, reader.texts),
      origin: field.locked ? `${origin}, ${locked}` : origin,
    };
  });
}

function isWorthARow({ value, secret, locked }: EffectiveField): boolean {
  return value !== null || locked || (secret !== null && secret !== 'not-set');
}

const CERTIFICATES: readonly FieldKey[] = ['caCertificate', 'clientCertificate', 'oauthClientCertificate'];

function valueText({ key, value, secret }: EffectiveField, { view }: Messages): string {
  if (secret === 'sealed') return view.secretSet;
  if (secret !== null && secret !== 'not-set') return view.secretReference(secret.reference);
  if (value === null) return view.notSet;
  if (typeof value === 'boolean') return value ? view.switch.on : view.switch.off;
  if (CERTIFICATES.includes(key)) return view.certificateSet;
  const text = String(value);
  return text.length <= LONGEST_VALUE ? text : view.longValue(shorten(text, LONGEST_VALUE), text.length);
}
