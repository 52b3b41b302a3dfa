import { isDeepStrictEqual } from 'node:util';
import type { AccessTokenStore } from '../../../smtp/access-token-store.ts';
import type { KeptAccess, MemoryState } from './memory-state.ts';

/** Access tokens in memory. */
export function memoryAccessTokenStore({ accessTokens }: MemoryState): AccessTokenStore {
  const heldBy = (id: string, leaseToken: string): KeptAccess | null => {
    const access = accessTokens.get(id);
    return access?.lease?.token === leaseToken ? access : null;
  };
  return {
    async find(id) {
      return accessTokens.get(id)?.kept ?? null;
    },

    async lease(id, { leaseToken, now, until, forgetBefore }) {
      for (const [other, { since, lease }] of accessTokens)
        if (since < forgetBefore && (lease === null || lease.until <= now)) accessTokens.delete(other);
      const known = accessTokens.get(id) ?? { kept: null, since: now, lease: null };
      if (known.lease !== null && known.lease.until > now) return 'taken';
      accessTokens.set(id, { ...known, lease: { token: leaseToken, until } });
      return { kept: known.kept };
    },

    async renew(token, leaseToken) {
      if (heldBy(token.id, leaseToken) === null) return false;
      accessTokens.set(token.id, { kept: token, since: token.givenAt, lease: null });
      return true;
    },

    async release(id, leaseToken) {
      const access = heldBy(id, leaseToken);
      if (access !== null) accessTokens.set(id, { ...access, lease: null });
    },

    async list() {
      return [...accessTokens.values()]
        .flatMap(({ kept }) => (kept === null ? [] : [kept]))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1));
    },

    async reseal(id, before, after) {
      const access = accessTokens.get(id);
      if (access === undefined || access.kept === null) return false;
      if (!isDeepStrictEqual(access.kept.sealed, before)) return false;
      accessTokens.set(id, { ...access, kept: { ...access.kept, sealed: after } });
      return true;
    },
  };
}
