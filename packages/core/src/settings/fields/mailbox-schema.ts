import { z } from 'zod';
import { isMailAddress } from '../../kernel/mail-address.ts';
import { asciiDomain } from './ascii-domain.ts';

/** Accepts one bare mail address that mail may be sent from; says what is wrong with those that are not. */
export const mailboxSchema: z.ZodType<string> = z
  .string({ error: 'Give a mail address, such as "robots@example.com".' })
  .transform((text, context) => {
    const address = text.trim();
    // Line breaks are looked for in what was typed, not only inside: whoever pastes one shall know.
    const fault = faultOf(text.replace(/^ +|(?<! ) +$/g, ''));
    if (fault === null) return address;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

function faultOf(address: string): string | null {
  if (address.trim() === '') return 'Give a value. To take the value away, unset the field.';
  if (/[\p{Cc}\u2028\u2029]/u.test(address))
    return 'An address has no line breaks or control characters in it.';
  if (/[<>"]/.test(address))
    return 'Give the address alone, such as "robots@example.com"; the name goes into default-from-display-name.';
  if (/[,;]/.test(address) || address.split('@').length > 2) return 'Give one address, not several.';
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (!isMailAddress(address) || asciiDomain(domain) === null)
    return 'This is not a mail address; give one such as "robots@example.com".';
  return null;
}

/** The domain of an address in lower-case ASCII, for comparing. */
export function mailDomain(address: string): string {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return asciiDomain(domain) ?? domain.toLowerCase();
}
