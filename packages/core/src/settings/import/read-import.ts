import { AppError } from '../../kernel/errors.ts';
import { Secret } from '../../kernel/secret.ts';
import { fieldOf, isSecretKey } from '../fields.ts';
import type { FieldKey } from '../mail-settings.ts';
import { alertmanagerImport } from './alertmanager.ts';
import type { Carried, ImportFormat, ImportKind } from './carried.ts';
import { grafanaImport } from './grafana.ts';
import { uipathImport } from './uipath.ts';

/** Every product whose mail settings can be read. */
const IMPORT_FORMATS: readonly ImportFormat[] = [uipathImport, alertmanagerImport, grafanaImport];

/** Mail settings of another product, as a change of ours. */
export interface ImportedSettings {
  readonly kind: ImportKind;
  /** The product's name, for people. */
  readonly label: string;
  /** For `changeSettings`: by field key. */
  readonly set: Readonly<Record<string, unknown>>;
  /** What became of each name in the file; never a secret. */
  readonly carried: readonly { readonly name: string; readonly key: FieldKey }[];
  /** What could not be carried, and what to do about it. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
  /** Names in the file that are not about mail. */
  readonly passedOver: readonly string[];
}

/**
 * Finds out which product a parsed file is of, and reads its mail settings. What a field here does not take is left with the
 * reason, so that one odd value does not keep the rest out.
 * @throws AppError `input-invalid` when it is of none that is known.
 */
export function readImport(document: unknown): ImportedSettings {
  for (const format of IMPORT_FORMATS) {
    const { kind, label } = format;
    const found = format.read(document);
    if (found !== null) return sortOut({ kind, label }, found);
  }
  const names = IMPORT_FORMATS.map(({ label }) => label).join(', ');
  throw new AppError(
    'input-invalid',
    `There are no mail settings in it that are understood. Known are those of: ${names}.`,
  );
}

function sortOut(
  product: Pick<ImportedSettings, 'kind' | 'label'>,
  found: readonly Carried[],
): ImportedSettings {
  const set: Record<string, unknown> = {};
  const carried: { name: string; key: FieldKey }[] = [];
  const left: { name: string; why: string }[] = [];
  const passedOver: string[] = [];
  for (const one of found) {
    if ('passedOver' in one) {
      passedOver.push(one.name);
      continue;
    }
    if ('left' in one) {
      left.push({ name: one.name, why: one.left });
      continue;
    }
    const { name, key } = one;
    const value = isSecretKey(key) && typeof one.value === 'string' ? new Secret(one.value) : one.value;
    const fault = fieldOf(key).schema.safeParse(value).error?.issues[0]?.message;
    if (fault === undefined) {
      set[key] = value;
      carried.push({ name, key });
    } else {
      left.push({ name, why: `${fieldOf(key).name} does not take it. ${fault}` });
    }
  }
  return { ...product, set, carried, left, passedOver };
}
