import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import { parseReference } from '../secret-reference.ts';
import { SECRET_FAULTS, secretFault } from './secret-fault.ts';

/** A secret as given by a person: the value itself, or where it will be read from when used. */
export type GivenSecret =
  | { readonly kind: 'value'; readonly secret: Secret }
  | { readonly kind: 'reference'; readonly reference: string };

/**
 * Accepts a {@link Secret}, or `{ reference: 'env:NAME' }` or `{ reference: 'file:/path' }`. Plain text is refused, so that no
 * surface can hand a password on as an ordinary string.
 */
export const secretSchema: z.ZodType<GivenSecret> = z.unknown().transform((value, context) => {
  const given = givenSecret(value);
  if (typeof given !== 'string') return given;
  context.addIssue({ code: 'custom', message: given });
  return z.NEVER;
});

function givenSecret(value: unknown): GivenSecret | string {
  if (value instanceof Secret) {
    const fault = secretFault(value);
    return fault === null ? { kind: 'value', secret: value } : SECRET_FAULTS[fault].en;
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
