import type { z } from 'zod';
import type { Localized } from '../../kernel/language.ts';
import type { FieldKey, PlainKey, PlainValues, SecretKey, SenderKey } from '../mail-settings.ts';
import type { SecretForm } from './read-secret.ts';
import type { GivenSecret } from './secret-schema.ts';

/** What every field of the table says about itself. */
interface FieldFacts<K extends FieldKey> {
  /** As in code and JSON: camelCase. */
  readonly key: K;
  /** As on command lines and in Slack: kebab-case of the key. */
  readonly name: string;
  /** The connection resolves as one group, sender fields one by one. */
  readonly group: K extends SenderKey ? 'sender' : 'connection';
  readonly label: Localized;
  /** One or two sentences: what it is for, its default and the common trap. */
  readonly help: Localized;
  /** The identity service's key in UiPath Orchestrator and Automation Suite; null for fields that are Postern's own. */
  readonly uipathKey: string | null;
  /** A value that the schema accepts; for secrets a reference. */
  readonly example: string;
}

/** A field whose value can be shown. */
type PlainFieldOf<K extends PlainKey> = FieldFacts<K> & {
  readonly kind: 'text' | 'number' | 'boolean' | 'choice';
  /** Takes the typed value as well as the text that people type for it. */
  readonly schema: z.ZodType<PlainValues[K]>;
  /** For `choice`: what there is to choose from. */
  readonly choices: readonly PlainValues[K][] | null;
};

/** A field that can be shown, whichever it is. */
export type PlainField = { [K in PlainKey]: PlainFieldOf<K> }[PlainKey];

/** A write-only field. */
export type SecretField = {
  [K in SecretKey]: FieldFacts<K> & {
    readonly kind: 'secret';
    readonly form: SecretForm;
    readonly schema: z.ZodType<GivenSecret>;
  };
}[SecretKey];

/** One row of the field table. */
export type Field = PlainField | SecretField;
