import type { FieldKey } from '../mail-settings.ts';

/** One setting of another product, by its name there: what it is here, why it stays behind, or that it is not about mail. */
export type Carried =
  | { readonly name: string; readonly key: FieldKey; readonly value: CarriedValue }
  | { readonly name: string; readonly left: string }
  | { readonly name: string; readonly passedOver: true };

/** A secret that the other product reads from elsewhere is carried as the same reference. */
export type CarriedValue = string | boolean | { readonly reference: string };

/** A product whose mail settings can be read. */
export interface ImportFormat {
  readonly kind: ImportKind;
  /** For people. */
  readonly label: string;
  /** Its settings in a parsed file; null when the file is not one of this product. */
  read(document: unknown): readonly Carried[] | null;
}

/** Which product. */
export type ImportKind = 'uipath' | 'alertmanager' | 'grafana';

/** What a value of a file says; null for what says nothing: absent, empty, or a mask in the place of a secret. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || /^(?:<secret>|\*+|•+)$/.test(text) ? null : text;
}

/** The entries of an object; none for anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A member of an object, by its name; undefined for anything else. */
export function memberOf(value: unknown, name: string): unknown {
  return entriesOf(value).find(([key]) => key === name)?.[1];
}
