import { z } from 'zod';

/** Accepts the address by which people and senders reach the gateway, as configured; a trailing slash is taken off. Null: unknown. */
export const publicUrlSchema = z
  .string()
  .refine(isPublicUrl, {
    error:
      'Give an http:// or https:// address without user, query or fragment, such as https://postern.example.',
  })
  .transform((text) => text.replace(/(?<!\/)\/+$/, ''))
  .nullable()
  .default(null);

function isPublicUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}
