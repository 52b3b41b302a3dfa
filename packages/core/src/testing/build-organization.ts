import type { Organization } from '../organizations/organization.ts';
import { FAKE_START } from './fake-clock.ts';

/** Acme SA in Paris, changed by what the test cares about. */
export function buildOrganization(overrides: Partial<Organization> = {}): Organization {
  return {
    id: '0000000a-0000-7000-8000-000000000001',
    slug: 'acme',
    name: 'Acme SA',
    language: 'fr',
    timeZone: 'Europe/Paris',
    limitPerMinute: null,
    createdAt: FAKE_START,
    ...overrides,
  };
}
