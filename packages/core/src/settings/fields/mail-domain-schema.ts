import { z } from 'zod';
import { asciiDomain } from './ascii-domain.ts';

/** Accepts a domain of mail addresses, with or without an @ before it. Gives lower-case ASCII. */
export const mailDomainSchema: z.ZodType<string> = z.string().transform((text, context) => {
  const domain = asciiDomain(text.trim().replace(/^@/, ''));
  if (domain !== null) return domain;
  const message = `"${text.slice(0, 80)}" is not a domain such as "example.com".`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
