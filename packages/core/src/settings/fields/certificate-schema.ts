import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
/** Room for the longest chains; a whole system bundle (200 kB) does not belong here. */
const MOST_CHARACTERS = 65_536;

/** Accepts one or several certificates in PEM, each of which must parse. Gives them with plain line ends, without text around them. */
export const certificateSchema: z.ZodType<string> = z
  .string({ error: 'Give the certificate in PEM: the text from BEGIN CERTIFICATE to END CERTIFICATE.' })
  .transform((text, context) => {
    const blocks = text.length > MOST_CHARACTERS ? [] : blocksOf(text);
    const fault = faultOf(text, blocks);
    if (fault === null) return blocks.map(({ pem }) => `${pem.replaceAll(/\r\n?/g, '\n')}\n`).join('');
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

function blocksOf(text: string): readonly { readonly pem: string; readonly label: string }[] {
  return [...text.matchAll(BLOCK)].map(([pem, label = '']) => ({ pem, label }));
}

function faultOf(
  text: string,
  blocks: readonly { readonly pem: string; readonly label: string }[],
): string | null {
  if (text.length > MOST_CHARACTERS)
    return `Give only the certificates of your own authority, at most ${MOST_CHARACTERS} characters.`;
  // This field is shown to administrators: a private key must not even be stored.
  if (/PRIVATE KEY/.test(text))
    return 'This holds a private key. Give the certificate alone, and replace that key: it was seen here.';
  if (blocks.length === 0)
    return 'Give the certificate in PEM: the text from BEGIN CERTIFICATE to END CERTIFICATE.';
  const broken = blocks.findIndex(({ pem, label }) => label !== 'CERTIFICATE' || !parses(pem));
  return broken < 0 ? null : `Part ${broken + 1} is not a readable certificate.`;
}

function parses(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
