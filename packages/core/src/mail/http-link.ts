import { cleanLink } from '../events/clean-link.ts';

/**
 * The link as a normalised URL when a mail may carry it: `http:` or `https:`, and without user name and password, since
 * `https://portal.example@evil.example/` reads like the portal and leads elsewhere. Else null.
 */
export function httpLink(link: string | null): string | null {
  const clean = link === null ? null : cleanLink(link);
  if (clean === null) return null;
  const { username, password } = new URL(clean);
  return username === '' && password === '' ? clean : null;
}
