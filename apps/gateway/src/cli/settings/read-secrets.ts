import { AppError, findField, isSecretKey, Secret, secretFormOf, type FieldKey } from '@postern/core';
import type { CommandIo } from '../command-io.ts';

/** Where the secrets of one command come from. */
export interface SecretOptions {
  readonly passwordStdin?: boolean;
  /** The field whose value is on standard input: its first line, or all of it where the secret is a file. */
  readonly secretStdin?: string;
}

/**
 * Reads secrets from standard input and from a prompt that shows nothing.
 * @param ask keys of secrets that the person wants to be asked for.
 * @throws AppError `input-invalid`.
 */
export async function readSecrets(
  io: CommandIo,
  ask: readonly string[],
  options: SecretOptions,
): Promise<Readonly<Record<string, Secret>>> {
  const secrets: Record<string, Secret> = {};
  const piped = options.passwordStdin === true ? 'smtpPassword' : pipedKey(options.secretStdin);
  if (piped !== null) secrets[piped] = await pipedSecret(io, piped);
  for (const key of ask) {
    if (key in secrets) continue;
    if (!io.interactive) {
      throw new AppError(
        'input-invalid',
        'There is no terminal to ask for the secret. Use --password-stdin or --secret-stdin FIELD.',
      );
    }
    secrets[key] = await io.askSecret(`${findField(key)?.label.en ?? key}:`);
  }
  return secrets;
}

function pipedKey(word: string | undefined): FieldKey | null {
  if (word === undefined) return null;
  const field = findField(word);
  if (field !== null && isSecretKey(field.key)) return field.key;
  throw new AppError(
    'input-invalid',
    `--secret-stdin takes the name of a secret field, such as smtp-password.`,
  );
}

async function pipedSecret(io: CommandIo, key: FieldKey): Promise<Secret> {
  if (!isSecretKey(key) || secretFormOf(key) === 'line') return firstLine(io);
  const text = (await io.readInput()).trim();
  if (text === '') throw new AppError('input-invalid', 'Standard input holds no secret: it is empty.');
  return new Secret(text);
}

/**
 * The first line of standard input, as a secret.
 * @throws AppError `input-invalid` when it is empty.
 */
export async function firstLine(io: CommandIo): Promise<Secret> {
  const text = await io.readInput();
  const line = text.split(/\r?\n/, 1)[0] ?? '';
  if (line === '')
    throw new AppError('input-invalid', 'Standard input holds no secret: its first line is empty.');
  return new Secret(line);
}
