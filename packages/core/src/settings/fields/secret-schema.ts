import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import { parseReference } from '../secret-reference.ts';
import { readSecret, SECRET_FAULTS, type SecretForm } from './read-secret.ts';

/** A secret as given by a person: the value itself, or where it will be read from when used. */
export type GivenSecret =
  | { readonly kind: 'value'; readonly secret: Secret }
  | { readonly kind: 'reference'; readonly reference: string };

/**
 * Accepts a {@link Secret}, or `{ reference: 'env:NAME' }` or `{ reference: 'file:/path' }`. Plain text is refused, so that no
 * surface can hand a password on as an ordinary string.
 */
export function secretSchema(form: SecretForm): z.ZodType<GivenSecret> {
  return z.unknown().transform((value, context) => {
    const given = givenSecret(value, form);
    if (typeof given !== 'string') return given;
    context.addIssue({ code: 'custom', message: given });
    return z.NEVER;
  });
}

function givenSecret(value: unknown, form: SecretForm): GivenSecret | string {
  if (value instanceof Secret) {
    const read = readSecret(value, form);
    return read.ok ? { kind: 'value', secret: read.secret } : SECRET_FAULTS[read.fault].en;
  }
  if (!isReference(value))
    return 'Secrets are not given as plain text: use the prompt, standard input, the one-time page, or a reference such as env:SMTP_PASSWORD.';
  const parsed = parseReference(value.reference);
  return parsed.ok ? { kind: 'reference', reference: value.reference } : parsed.fault;
}

function isReference(value: unknown): value is { readonly reference: string } {
  return (
    typeof value === 'object' && value !== null && 'reference' in value && typeof value.reference === 'string'
  );
}
