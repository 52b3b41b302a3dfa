import type { OrganizationStore } from '../../../organizations/organization-store.ts';
import { configurationChanges, refuseKnownIds, type MemoryState } from './memory-state.ts';

/** Organizations in memory. */
export function memoryOrganizationStore(state: MemoryState): OrganizationStore {
  const { organizations } = state;
  return {
    async add(organization, audit) {
      const slugs = [...organizations.values()].map(({ slug }) => slug);
      if (slugs.includes(organization.slug)) return 'slug-taken';
      refuseKnownIds(organizations, [organization.id], 'organizations');
      configurationChanges(state, [audit]);
      organizations.set(organization.id, organization);
      return 'added';
    },

    async update({ id, name, language, timeZone, limitPerMinute }, audit) {
      const before = organizations.get(id);
      if (before === undefined) return 'not-found';
      configurationChanges(state, [audit]);
      organizations.set(id, { ...before, name, language, timeZone, limitPerMinute });
      return 'updated';
    },

    async list() {
      return [...organizations.values()].toSorted((one, other) => (one.slug < other.slug ? -1 : 1));
    },

    async findBySlug(slug) {
      return [...organizations.values()].find((organization) => organization.slug === slug) ?? null;
    },

    async findById(id) {
      return organizations.get(id) ?? null;
    },
  };
}
