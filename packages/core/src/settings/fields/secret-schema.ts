import { z } from 'zod';
import { Secret } from '../../kernel/secret.ts';
import { parseReference } from '../secret-reference.ts';

/** A secret as given by a person: the value itself, or where it will be read from when used. */
export type GivenSecret =
  | { readonly kind: 'value'; readonly secret: Secret }
  | { readonly kind: 'reference'; readonly reference: string };

const MOST_CHARACTERS = 8_192;
/** What masked fields show: stars and dots of every kind, and this product's own word for a secret. */
const MASK = /^[*\u2022\u25cf\u25e6\u2219\u00b7\u2217\u26ab\u2b24\uff0a.\s]+$|^\[secret\]$/;

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
  if (value instanceof Secret) return faultOf(value.expose()) ?? { kind: 'value', secret: value };
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

function faultOf(text: string): string | null {
  if (text === '') return 'The secret is empty. To take it away, unset the field.';
  if (MASK.test(text)) return 'This is what a masked field shows, not the secret itself. Enter the secret.';
  if (/\p{Cc}/u.test(text))
    return 'The secret has a line break or a control character in it; enter it on one line.';
  if (text.length > MOST_CHARACTERS) return `Secrets have at most ${MOST_CHARACTERS} characters.`;
  return null;
}
