import type { GivenSecret } from './fields/secret-schema.ts';
import type { FieldKey, Layer, PlainValues, SecretKey } from './mail-settings.ts';

/** What a person changes in one go, each value already parsed by its field's schema. */
export interface LayerEdit {
  readonly values: Partial<PlainValues>;
  readonly secrets: Partial<Record<SecretKey, GivenSecret>>;
  readonly unset: readonly FieldKey[];
}

/** A secret that was just given and has not been sealed yet. */
export interface UnsealedSecret {
  readonly kind: 'unsealed';
  readonly given: Extract<GivenSecret, { kind: 'value' }>;
}

/** A layer after an edit; what was given as a value waits to be sealed. */
export interface EditedLayer {
  readonly values: Layer['values'];
  readonly secrets: Partial<Record<SecretKey, NonNullable<Layer['secrets'][SecretKey]> | UnsealedSecret>>;
}
