import { fieldOf } from './fields.ts';
import type { FieldKey } from './mail-settings.ts';

/** Why an edit of a layer is refused: a closed set. */
export const EDIT_PROBLEM_CODES = [
  'field-locked',
  'server-missing',
  'secret-without-server',
  'secret-of-another-connection',
  'contradiction',
  'secure-connection-required',
  'port-not-allowed',
  'server-not-allowed',
  'address-not-allowed',
  'from-domain-not-allowed',
  'fallback-not-allowed',
] as const;
export type EditProblemCode = (typeof EDIT_PROBLEM_CODES)[number];

/** One reason why an edit is refused. */
export interface EditProblem {
  readonly code: EditProblemCode;
  /** The field that the person should look at first. */
  readonly field: FieldKey;
  /** What is wrong, and the way out. Never a secret. */
  readonly message: string;
}

/** Field names as people type them, as a list in a sentence: `smtp-host`, `smtp-host and smtp-port`, `a, b and c`. */
export function listOfNames(keys: readonly FieldKey[]): string {
  const names = keys.map((key) => fieldOf(key).name);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
