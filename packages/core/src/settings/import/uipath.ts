import type { FieldKey } from '../mail-settings.ts';
import { entriesOf, memberOf, textOf, type Carried, type ImportFormat } from './carried.ts';

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

/**
 * The names that its identity service has for them, and those in an Orchestrator's own list of settings (`GET /odata/Settings`),
 * which has them from its framework: https://aspnetboilerplate.com/Pages/Documents/Email-Sending#email-settings.
 */
const NAMES: ReadonlyMap<string, FieldKey> = new Map([
  ...Object.entries(FIELDS).flatMap(
    ([name, key]) =>
      [
        [`email.smtp.${name}`, key],
        [`abp.net.mail.smtp.${name}`, key],
      ] as const,
  ),
  ['abp.net.mail.defaultfromaddress', 'defaultFromAddress'],
  ['abp.net.mail.defaultfromdisplayname', 'defaultFromDisplayName'],
]);

/** What is about mail although there is no such setting here: left with the reason, not passed over. */
const ABOUT_MAIL = /^email\.|mail\.|smtp/i;

/** UiPath Orchestrator: `Email.Smtp.…` flat, nested, or as the list that its settings API answers with. */
export const uipathImport: ImportFormat = {
  kind: 'uipath',
  label: 'UiPath Orchestrator',
  read(document) {
    const settings = flatten(document);
    const isKnown = settings.some(([name]) => NAMES.has(name.toLowerCase()));
    return isKnown ? settings.map(([name, value]) => carry(name, value)) : null;
  },
};

function carry(name: string, value: unknown): Carried {
  const key = NAMES.get(name.toLowerCase());
  if (key === undefined)
    return ABOUT_MAIL.test(name)
      ? { name, left: 'Postern has no such setting.' }
      : { name, passedOver: true };
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
