import type { FieldKey } from '../mail-settings.ts';
import { entriesOf, memberOf, textOf, type Carried, type ImportFormat } from './carried.ts';

const PREFIX = 'email.smtp.';

/** Settings of Orchestrator, by what stands behind `Email.Smtp.`: https://docs.uipath.com/orchestrator (Settings, Mail). */
const FIELDS: Readonly<Record<string, FieldKey>> = {
  host: 'smtpHost',
  domain: 'smtpDomain',
  port: 'smtpPort',
  username: 'smtpUsername',
  password: 'smtpPassword',
  fromemail: 'defaultFromAddress',
  fromdisplayname: 'defaultFromDisplayName',
  enablessl: 'secureConnection',
  usedefaultcredentials: 'useDefaultCredentials',
  connectiontimeout: 'connectTimeout',
};

/** UiPath Orchestrator: `Email.Smtp.…` flat, nested, or as the list that its settings API answers with. */
export const uipathImport: ImportFormat = {
  kind: 'uipath',
  label: 'UiPath Orchestrator',
  read(document) {
    const settings = flatten(document).filter(([name]) => name.toLowerCase().startsWith(PREFIX));
    return settings.length === 0 ? null : settings.map(([name, value]) => carry(name, value));
  },
};

function carry(name: string, value: unknown): Carried {
  const key = FIELDS[name.slice(PREFIX.length).toLowerCase()];
  if (key === undefined) return { name, left: 'Postern has no such setting.' };
  const text = textOf(value);
  if (text !== null) return { name, key, value: text };
  const left =
    key === 'smtpPassword' ? 'The file does not hold it; enter it: --password-stdin.' : 'It is empty.';
  return { name, left };
}

function flatten(document: unknown, prefix = ''): readonly (readonly [string, unknown])[] {
  if (Array.isArray(document)) return document.flatMap((item) => namedValue(item));
  const list = memberOf(document, 'value');
  if (prefix === '' && Array.isArray(list)) return flatten(list);
  return entriesOf(document).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    return typeof value === 'object' && value !== null
      ? flatten(value, `${path}.`)
      : [[path, value] as const];
  });
}

function namedValue(item: unknown): readonly (readonly [string, unknown])[] {
  const lower = new Map(entriesOf(item).map(([name, value]) => [name.toLowerCase(), value]));
  const name = lower.get('name') ?? lower.get('key') ?? lower.get('id');
  return typeof name === 'string' ? [[name, lower.get('value')]] : [];
}
