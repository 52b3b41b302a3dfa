import { MINUTE } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Secret } from '../kernel/secret.ts';
import type { LinkDeps } from './link-deps.ts';
import { openReply } from './link-reply.ts';
import type { OneTimeLink } from './one-time-link.ts';

/** Longer than telling a person takes, with a whole test of the settings in it, in milliseconds. */
const LEASE = 5 * MINUTE;
const AT_ONCE = 20;

/** A link that was used, and whoever waits for it. */
export interface UsedLink extends Pick<
  OneTimeLink,
  'id' | 'level' | 'purpose' | 'actor' | 'language' | 'createdAt'
> {
  readonly usedAt: number;
  /** What the app gave along to find its way back; null when it does not open any more. */
  readonly reply: Secret | null;
}

/**
 * Takes links that were used and whose person was not told yet, for this process alone; tell them, then call
 * `storage.links.answered`. What is not answered within five minutes is given again.
 */
export async function takeUsedLinks(
  deps: { readonly storage: Pick<LinkDeps['storage'], 'links'>; readonly logger: Logger } & Pick<
    LinkDeps,
    'sealer' | 'clock'
  >,
): Promise<readonly UsedLink[]> {
  const now = deps.clock.now();
  const links = await deps.storage.links.takeUsed({ now, leaseUntil: now + LEASE, limit: AT_ONCE });
  return links.map((link) => ({
    id: link.id,
    level: link.level,
    purpose: link.purpose,
    actor: link.actor,
    language: link.language,
    createdAt: link.createdAt,
    usedAt: link.usedAt ?? now,
    reply: replyOf(deps, link),
  }));
}

/** With its key gone, the person can still be told by what the link itself knows. */
function replyOf(
  { sealer, logger }: { readonly sealer: LinkDeps['sealer']; readonly logger: Logger },
  { id, reply }: Pick<OneTimeLink, 'id' | 'reply'>,
): Secret | null {
  try {
    return reply === null ? null : openReply(sealer, id, reply);
  } catch (error) {
    logger.warn({ linkId: id, error }, 'The way back to the person of a link does not open');
    return null;
  }
}
