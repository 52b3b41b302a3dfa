import { nearestWord } from '../kernel/nearest-word.ts';
import { CONNECTION_FIELDS } from './fields/connection-fields.ts';
import type { Field } from './fields/field.ts';
import type { SecretForm } from './fields/read-secret.ts';
import { SENDER_FIELDS } from './fields/sender-fields.ts';
import { SIGN_IN_FIELDS } from './fields/sign-in-fields.ts';
import type { ConnectionKey, FieldKey, PlainKey, SecretKey, SenderKey } from './mail-settings.ts';

/** Every mail setting, in the order that people are shown them. Help, forms, parsing and docs are made from this table. */
export const FIELDS: readonly Field[] = [...CONNECTION_FIELDS, ...SIGN_IN_FIELDS, ...SENDER_FIELDS];

/** The keys of {@link FIELDS}, in the same order. */
export const FIELD_KEYS: readonly FieldKey[] = FIELDS.map((field) => field.key);

/** The table by key; that every key has its row is held by the contract test. */
const BY_KEY = Object.fromEntries(FIELDS.map((field) => [field.key, field])) as Record<FieldKey, Field>;

/** Every word that names a field, bare of case and hyphens: key, kebab-case name and UiPath's key. */
const BY_WORD: ReadonlyMap<string, Field> = new Map(
  FIELDS.flatMap((field) =>
    [field.key, ...(field.uipathKey === null ? [] : [field.uipathKey])].map(
      (word) => [bareWord(word), field] as const,
    ),
  ),
);

/** The row of a field. */
export function fieldOf(key: FieldKey): Field {
  return BY_KEY[key];
}

/**
 * The field that a person's word names: `smtpHost`, `smtp-host` or `SMTP_HOST`, as well as UiPath's `Email.Smtp.Host`;
 * null when it names none.
 */
export function findField(word: string): Field | null {
  return BY_WORD.get(bareWord(word)) ?? null;
}

/**
 * The field that was probably meant by a word that names none: one of whose parts the word is (`port`, `expéditeur`), else
 * the nearest by spelling, among names and the labels of both languages; null when none is near.
 */
export function nearestField(word: string): Field | null {
  const wanted = hyphenated(word);
  const part = [...BY_SPELLING].find(([spelling]) => partsOf(spelling).includes(wanted));
  if (part !== undefined) return part[1];
  const spelling = nearestWord(wanted, BY_SPELLING.keys());
  return spelling === null ? null : (BY_SPELLING.get(spelling) ?? null);
}

/** As people spell fields: `smtp-port`, `hote-smtp`. Names first, since they are what a line takes. */
const BY_SPELLING: ReadonlyMap<string, Field> = new Map(
  (['name', 'en', 'fr'] as const).flatMap((form) =>
    FIELDS.map((field) => [form === 'name' ? field.name : hyphenated(field.label[form]), field] as const),
  ),
);

/** The words that say something: not `de`, `par`, `at`. */
function partsOf(spelling: string): readonly string[] {
  return spelling.split('-').filter((part) => part.length > 3 || part === 'ca');
}

/** Without case and accents, one hyphen wherever something stands between words. */
function hyphenated(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-');
}

/** Whether the field belongs to the connection, which resolves as one group. */
export function isConnectionKey(key: FieldKey): key is ConnectionKey | SecretKey {
  return BY_KEY[key].group === 'connection';
}

/** Whether the field belongs to the sender, whose fields resolve one by one. */
export function isSenderKey(key: FieldKey): key is SenderKey {
  return BY_KEY[key].group === 'sender';
}

/** Whether the field is write-only. */
export function isSecretKey(key: FieldKey): key is SecretKey {
  return BY_KEY[key].kind === 'secret';
}

/** What the secret of a field looks like. */
export function secretFormOf(key: SecretKey): SecretForm {
  const field = BY_KEY[key];
  return field.kind === 'secret' ? field.form : 'line';
}

/** Whether the field's value can be shown. */
export function isPlainKey(key: FieldKey): key is PlainKey {
  return BY_KEY[key].kind !== 'secret';
}

function bareWord(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[-_]/g, '');
}
