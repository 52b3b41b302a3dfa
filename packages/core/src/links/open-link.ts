import type { Secret } from '../kernel/secret.ts';
import { findOpenLink } from './find-open-link.ts';
import type { LinkDeps } from './link-deps.ts';
import { shownLink, type ShownLink } from './shown-link.ts';

/**
 * What the page behind a token shows; `not-open` alike for a link that was used, that has expired, and that never was.
 * Changes nothing, since mail scanners and chat programs open links too.
 */
export async function openLink(
  deps: Pick<LinkDeps, 'storage' | 'clock'>,
  token: Secret,
): Promise<ShownLink | { readonly kind: 'not-open' }> {
  const link = await findOpenLink(deps, token);
  return link === null ? { kind: 'not-open' } : shownLink(deps, link);
}
