import { z } from 'zod';
import { isLoopback } from './loopback.ts';

/** Accepts the URL of an OAuth 2.0 token endpoint: https (RFC 6749 section 3.2), or http on this machine. Gives the canonical spelling. */
export const tokenUrlSchema: z.ZodType<string> = z
  .string({ error: 'Give a URL.' })
  .trim()
  .transform((text, context) => {
    const fault = faultOf(text);
    if (fault === null) return new URL(text).href;
    context.addIssue({ code: 'custom', message: fault });
    return z.NEVER;
  });

function faultOf(text: string): string | null {
  if (text.length > 2_000 || /[\p{Cc}\s]/u.test(text) || !URL.canParse(text))
    return 'Give the full URL, such as "https://oauth2.googleapis.com/token".';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'Leave user name and password out of the URL.';
  if (url.hash !== '') return 'Leave the part after "#" out of the URL.';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return null;
  return 'Use https: client secrets and tokens travel over this URL.';
}
