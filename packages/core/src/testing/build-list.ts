import { organizationLevel } from '../kernel/level.ts';
import type { RecipientList } from '../lists/recipient-list.ts';
import { buildOrganization } from './build-organization.ts';
import { buildRecipient } from './build-rule.ts';
import { FAKE_START } from './fake-clock.ts';

/** Acme's list "oncall" of ops@acme.example, changed by what the test cares about. */
export function buildList(overrides: Partial<RecipientList> = {}): RecipientList {
  return {
    id: '0000000d-0000-7000-8000-000000000001',
    level: organizationLevel(buildOrganization().id),
    name: 'oncall',
    members: [buildRecipient()],
    createdAt: FAKE_START,
    ...overrides,
  };
}
