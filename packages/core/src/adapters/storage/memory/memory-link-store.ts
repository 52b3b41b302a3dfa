import type { LinkStore } from '../../../links/link-store.ts';
import { supersedesLink } from '../../../links/supersedes-link.ts';
import { memoryRevisions } from './memory-revisions.ts';
import { refuseKnownIds, writeAudit, type KeptLink, type MemoryState } from './memory-state.ts';

/** One-time links in memory. */
export function memoryLinkStore(state: MemoryState): LinkStore {
  const { links, revisions } = state;
  const forget = (those: (kept: KeptLink) => boolean): number => {
    const forgotten = [...links.values()].filter(those);
    for (const { link } of forgotten) links.delete(link.id);
    return forgotten.length;
  };
  const { save } = memoryRevisions(state);
  return {
    async add(link) {
      refuseKnownIds(links, [link.id], 'links');
      forget((kept) => supersedesLink(link, kept.link));
      links.set(link.id, { link, answerDue: null });
    },

    async findByTokenHash(tokenHash) {
      return [...links.values()].find(({ link }) => link.tokenHash === tokenHash)?.link ?? null;
    },

    async use({ id, now, audit, settings }) {
      const link = links.get(id)?.link;
      if (link?.usedAt !== null || link.expiresAt <= now) return 'not-open';
      if (settings === null) writeAudit(state, [audit]);
      else if (save({ ...settings, audit: [...settings.audit, audit] }) === 'conflict') return 'conflict';
      const tested = link.revisionId === null ? undefined : revisions.get(link.revisionId);
      if (tested !== undefined) revisions.set(tested.id, { ...tested, arrivedAt: now });
      links.set(id, { link: { ...link, usedAt: now }, answerDue: link.reply === null ? null : now });
      return 'used';
    },

    async updateReply(id, reply) {
      const kept = links.get(id);
      if (kept !== undefined) links.set(id, { ...kept, link: { ...kept.link, reply } });
    },

    async takeUsed({ now, leaseUntil, limit }) {
      const due = [...links.values()]
        .filter(({ answerDue }) => answerDue !== null && answerDue <= now)
        .map(({ link }) => link)
        .toSorted((one, other) => (one.usedAt ?? 0) - (other.usedAt ?? 0) || (one.id < other.id ? -1 : 1))
        .slice(0, limit);
      for (const link of due) links.set(link.id, { link, answerDue: leaseUntil });
      return due;
    },

    async answered(id) {
      const kept = links.get(id);
      if (kept !== undefined) links.set(id, { link: kept.link, answerDue: null });
    },

    async purge(before) {
      return forget(({ link }) => link.expiresAt < before);
    },
  };
}
