import type { Canary } from '../canaries/canary.ts';
import { HOUR } from '../kernel/clock.ts';
import { buildRule } from './build-rule.ts';
import { FAKE_START } from './fake-clock.ts';

/** A canary of {@link buildRule}'s level, due in an hour and never sent, changed by what the test cares about. */
export function buildCanary(overrides: Partial<Canary> = {}): Canary {
  return {
    level: buildRule().level,
    address: 'ops@acme.example',
    schedule: { kind: 'at', days: [1, 2, 3, 4, 5, 6, 7], times: [360] },
    nextAt: FAKE_START + HOUR,
    setBy: { kind: 'command-line', name: 'root' },
    setAt: FAKE_START,
    version: FAKE_START,
    last: null,
    deliveredAt: null,
    ...overrides,
  };
}
