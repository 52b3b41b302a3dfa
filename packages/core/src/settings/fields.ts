import { nearestWord } from '../kernel/nearest-word.ts';
import { CONNECTION_FIELDS } from './fields/connection-fields.ts';
import type { Field } from './fields/field.ts';
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

/** The field that was probably meant by a word that names none: one of whose parts the word is (`port`), else the nearest by spelling; null when none is near. */
export function nearestField(word: string): Field | null {
  const wanted = word.trim().toLowerCase();
  const part = FIELDS.find((field) => field.name.split('-').includes(wanted));
  if (part !== undefined) return part;
  const name = nearestWord(
    wanted,
    FIELDS.map((field) => field.name),
  );
  return name === null ? null : findField(name);
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

/** Whether the field's value can be shown. */
export function isPlainKey(key: FieldKey): key is PlainKey {
  return BY_KEY[key].kind !== 'secret';
}

function bareWord(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[-_]/g, '');
}
