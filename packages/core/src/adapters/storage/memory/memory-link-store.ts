import { levelKey } from '../../../kernel/level.ts';
import type { LinkStore } from '../../../links/link-store.ts';
import { refuseKnownIds, type KeptLink, type MemoryState } from './memory-state.ts';

/** One-time links in memory. */
export function memoryLinkStore(state: MemoryState): LinkStore {
  const { links } = state;
  const forget = (those: (kept: KeptLink) => boolean): number => {
    const kept = [...links.values()].filter(those);
    for (const { link } of kept) links.delete(link.id);
    return kept.length;
  };
  return {
    async add(link) {
      refuseKnownIds(links, [link.id], 'links');
      links.set(link.id, { link, answerDue: null });
    },

    async findByTokenHash(tokenHash) {
      return [...links.values()].find(({ link }) => link.tokenHash === tokenHash)?.link ?? null;
    },

    async use(id, now) {
      const link = links.get(id)?.link;
      if (link?.usedAt !== null || link.expiresAt <= now) return 'not-open';
      links.set(id, { link: { ...link, usedAt: now }, answerDue: link.reply === null ? null : now });
      return 'used';
    },

    async withdraw({ level, kind }) {
      return forget(
        ({ link }) =>
          link.usedAt === null && link.purpose.kind === kind && levelKey(link.level) === levelKey(level),
      );
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
      forget(({ link }) => link.expiresAt < before);
    },
  };
}
