import { AppError, findField, nearestField, shownWord, type FieldKey, type InputIssue } from '@postern/core';

/** What stands after `settings set`, sorted out. */
export interface Assignments {
  /** By the field's key: text as typed, or `{ reference }` for a secret that is one. */
  readonly set: Readonly<Record<string, string | { readonly reference: string }>>;
  /** Secrets to ask for, by the field's key: written as `smtp-password=-`. */
  readonly ask: readonly string[];
  /** Paths of files to take a value from, by the field's key: written as `ca-certificate=@ca.pem`. */
  readonly files: Readonly<Partial<Record<FieldKey, string>>>;
}

/** Certificates have many lines, and no value of theirs begins like this. */
const PEM_FIELDS: readonly FieldKey[] = ['caCertificate', 'clientCertificate', 'oauthClientCertificate'];

const REFERENCE = /^(?:env|file):/;

/**
 * Reads `field=value` words. A secret's value is never taken from an argument: it would stay in the shell's history and
 * show in the process list.
 * @throws AppError `input-invalid` with everything that is wrong at once; no value is repeated.
 */
export function readAssignments(words: readonly string[]): Assignments {
  const issues: InputIssue[] = [];
  const set: Record<string, string | { reference: string }> = {};
  const ask: string[] = [];
  const files: Partial<Record<FieldKey, string>> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    const name = at === -1 ? word : word.slice(0, at);
    const value = word.slice(at + 1);
    const field = findField(name);
    if (field === null) {
      issues.push({ path: shownWord(name), message: unknownField(name) });
    } else if (at === -1) {
      issues.push({
        path: field.name,
        message: `Write ${field.name}=VALUE, such as ${field.name}=${field.example}.`,
      });
    } else if (field.key in set || ask.includes(field.key) || field.key in files) {
      issues.push({ path: field.name, message: 'It is given twice.' });
    } else if (value.startsWith('@') && (field.kind === 'secret' || PEM_FIELDS.includes(field.key))) {
      files[field.key] = value.slice(1);
    } else if (field.kind !== 'secret') {
      set[field.key] = value;
    } else if (value === '-') {
      ask.push(field.key);
    } else if (REFERENCE.test(value)) {
      set[field.key] = { reference: value };
    } else {
      issues.push({ path: field.name, message: secretAsArgument(field.name) });
    }
  }
  if (issues.length > 0) throw invalid(issues);
  return { set, ask, files };
}

function unknownField(name: string): string {
  const near = nearestField(name);
  return near === null
    ? 'There is no such field. "postern settings fields" lists them.'
    : `There is no such field. Did you mean ${near.name}?`;
}

function secretAsArgument(name: string): string {
  const option = name === 'smtp-password' ? '--password-stdin' : `--secret-stdin ${name}`;
  return `A secret is not taken from an argument, where the shell's history keeps it; if this one is in use, change it. Use ${name}=- to be asked for it, ${option}, a file that is read once: ${name}=@path, or a reference: ${name}=env:NAME or ${name}=file:/path.`;
}

function invalid(issues: readonly InputIssue[]): AppError {
  const list = issues.map(({ path, message }) => `${path}: ${message}`).join('\n');
  return new AppError('input-invalid', `The settings were not changed.\n${list}`, { issues });
}
