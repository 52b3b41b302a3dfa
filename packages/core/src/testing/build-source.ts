import { organizationLevel } from '../kernel/level.ts';
import type { Source, SourceSecret } from '../sources/source.ts';
import { buildOrganization } from './build-organization.ts';
import { FAKE_START } from './fake-clock.ts';

/** An enabled UiPath source of {@link buildOrganization}'s Acme with one secret, changed by what the test cares about. */
export function buildSource(overrides: Partial<Source> = {}): Source {
  return {
    id: '0000000c-0000-7000-8000-000000000001',
    level: organizationLevel(buildOrganization().id),
    kind: 'uipath',
    name: 'prod',
    state: 'enabled',
    expectedEvery: null,
    limitPerMinute: null,
    secrets: [buildSourceSecret()],
    createdAt: FAKE_START,
    ...overrides,
  };
}

/** A secret that was never used, sealed with key `k1`, changed by what the test cares about. */
export function buildSourceSecret(overrides: Partial<SourceSecret> = {}): SourceSecret {
  return {
    id: '0000000d-0000-7000-8000-000000000001',
    sealed: { keyId: 'k1', box: 'c2VhbGVk' },
    createdAt: FAKE_START,
    lastUsedAt: null,
    ...overrides,
  };
}
