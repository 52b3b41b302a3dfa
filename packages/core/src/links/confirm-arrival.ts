import { newAuditEntry } from '../audit/new-audit-entry.ts';
import type { Secret } from '../kernel/secret.ts';
import { findOpenLink } from './find-open-link.ts';
import type { LinkDeps } from './link-deps.ts';
import { shownLink, type ShownLink } from './shown-link.ts';

/**
 * Says that a test mail has arrived, once. It takes no rights but the mail, and is audited under the name of whoever sent
 * that: they see it happen.
 */
export async function confirmArrival(
  deps: Pick<LinkDeps, 'storage' | 'clock' | 'newId'>,
  token: Secret,
): Promise<{ readonly outcome: 'not-open' } | { readonly outcome: 'confirmed'; readonly link: ShownLink }> {
  const link = await findOpenLink(deps, token);
  if (link?.purpose.kind !== 'arrival') return { outcome: 'not-open' };
  const { id, level, actor, purpose } = link;
  const changes = [{ field: 'test-mail-arrived', before: null, after: purpose.messageId }];
  const audit = newAuditEntry({ actor, action: 'link.used', level, subject: id, changes }, deps);
  const shown = await shownLink(deps, link);
  const use = await deps.storage.links.use({ id, now: deps.clock.now(), audit, settings: null });
  return use === 'used' ? { outcome: 'confirmed', link: shown } : { outcome: 'not-open' };
}
