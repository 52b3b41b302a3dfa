import { createHash } from 'node:crypto';
import { FIELDS, isSecretKey, type FieldKey, type SettingsView } from '@postern/core';

/** What a level has set itself, each as the text that its input shows; `''` is not set. */
export type FieldTexts = ReadonlyMap<FieldKey, string>;

/** What stands for a stored secret, which has no text: it is kept, or taken away. */
export const KEPT = 'kept';

/** Longer than Slack's inputs. */
const CERTIFICATES: readonly FieldKey[] = ['caCertificate', 'clientCertificate', 'oauthClientCertificate'];

/** The fields that the form can hold. */
const FORM_KEYS: readonly FieldKey[] = FIELDS.map(({ key }) => key).filter(
  (key) => !CERTIFICATES.includes(key),
);

/** What the level has set itself, the draft before what is active. Of secrets only those that there are. */
export function ownTexts({ draft, active }: Pick<SettingsView, 'draft' | 'active'>): FieldTexts {
  const { values, secrets } = draft?.revision ?? active ?? { values: {}, secrets: {} };
  return new Map(
    FORM_KEYS.flatMap((key): [FieldKey, string][] => {
      if (isSecretKey(key)) return key in secrets ? [[key, KEPT]] : [];
      const value = key in values ? values[key as keyof typeof values] : undefined;
      return [[key, textOf(value)]];
    }),
  );
}

function textOf(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** A short mark of each text. A form carries it through Slack to tell later what was changed, which the texts are too long for. */
export function marksOf(texts: Iterable<readonly [string, string]>): Readonly<Record<string, string>> {
  return Object.fromEntries([...texts].map(([key, text]) => [key, markOf(text)]));
}

/** The mark of one text, white space around it aside. */
export function markOf(text: string): string {
  return createHash('sha256').update(text.trim()).digest('base64url').slice(0, 8);
}
