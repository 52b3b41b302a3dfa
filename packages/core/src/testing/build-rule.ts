import type { AlertRule, Matchers, RuleRecipient } from '../alerts/alert-rule.ts';
import { AT_ONCE } from '../alerts/rule-pace.ts';
import { organizationLevel } from '../kernel/level.ts';
import { buildOrganization } from './build-organization.ts';
import { FAKE_START } from './fake-clock.ts';

/** Matches every event. */
const ANYTHING: Matchers = {
  types: ['*'],
  minimumSeverity: null,
  tenants: [],
  folders: [],
  processes: [],
  robots: [],
  queues: [],
  texts: [],
};

/** An enabled rule of {@link buildOrganization}'s Acme that sends everything to ops@acme.example, changed by what the test cares about. */
export function buildRule(
  overrides: Partial<Omit<AlertRule, 'matchers'>> & { readonly matchers?: Partial<Matchers> } = {},
): AlertRule {
  const { matchers, ...rest } = overrides;
  return {
    id: '0000000b-0000-7000-8000-000000000001',
    level: organizationLevel(buildOrganization().id),
    name: 'Everything to operations',
    state: 'enabled',
    recipients: [buildRecipient()],
    includeData: [],
    pace: AT_ONCE,
    recovery: true,
    createdAt: FAKE_START,
    ...rest,
    matchers: { ...ANYTHING, ...matchers },
  };
}

/** ops@acme.example in the organization's language and zone, changed by what the test cares about. */
export function buildRecipient(overrides: Partial<RuleRecipient> = {}): RuleRecipient {
  return { address: 'ops@acme.example', language: null, timeZone: null, ...overrides };
}
