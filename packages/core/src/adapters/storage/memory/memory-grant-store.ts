import { isDeepStrictEqual } from 'node:util';
import type { GrantStore } from '../../../administrators/grant-store.ts';
import type { Grant } from '../../../administrators/grant.ts';
import { levelKey } from '../../../kernel/level.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Rights in memory. */
export function memoryGrantStore(state: MemoryState): GrantStore {
  const { grants } = state;
  const administered = (): boolean => [...grants.values()].some(namesSystemAdministrator);
  const keep = (grant: Grant): void => {
    grants.set(grant.id, grant);
    if (namesSystemAdministrator(grant)) state.claimOffer = null;
  };
  return {
    async add(grant, audit) {
      const known = [...grants.values()].some(
        ({ level, holder }) =>
          levelKey(level) === levelKey(grant.level) && isDeepStrictEqual(holder, grant.holder),
      );
      if (known) return 'known';
      refuseKnownIds(grants, [grant.id], 'grants');
      configurationChanges(state, [audit]);
      keep(grant);
      return 'added';
    },

    async remove({ id, othersRemain }, audit) {
      const grant = grants.get(id);
      if (grant === undefined) return 'not-found';
      const others = [...grants.values()].filter((other) => other.id !== id);
      if (namesSystemAdministrator(grant) && !othersRemain && !others.some(namesSystemAdministrator)) {
        return 'last-system-administrator';
      }
      configurationChanges(state, [audit]);
      grants.delete(id);
      return 'removed';
    },

    async list() {
      return [...grants.values()].toSorted(
        (one, other) => one.grantedAt - other.grantedAt || (one.id < other.id ? -1 : 1),
      );
    },

    async offerClaim(offer) {
      if (administered()) return 'administered';
      state.claimOffer = offer;
      return 'offered';
    },

    async claim({ codeHash, now, grant }, audit) {
      const offer = state.claimOffer;
      if (administered() || offer?.codeHash !== codeHash || offer.expiresAt <= now) return 'not-valid';
      refuseKnownIds(grants, [grant.id], 'grants');
      configurationChanges(state, [audit]);
      keep(grant);
      state.claimOffer = null;
      return 'claimed';
    },
  };
}

/** A group does not count: it may be empty. */
function namesSystemAdministrator({ level, holder }: Grant): boolean {
  return level.kind === 'host' && holder.kind === 'user';
}
