import type { Matchers } from '../alerts/alert-rule.ts';
import type { Silence } from '../alerts/silence.ts';
import { HOUR } from '../kernel/clock.ts';
import { buildRule } from './build-rule.ts';
import { FAKE_START } from './fake-clock.ts';

/** A silence of everything at {@link buildRule}'s level for an hour from the start, changed by what the test cares about. */
export function buildSilence(
  overrides: Partial<Omit<Silence, 'matchers'>> & { readonly matchers?: Partial<Matchers> } = {},
): Silence {
  const { matchers, ...rest } = overrides;
  const like = buildRule();
  return {
    id: '0000000c-0000-7000-8000-000000000001',
    level: like.level,
    reason: 'Migration',
    startsAt: FAKE_START,
    endsAt: FAKE_START + HOUR,
    createdBy: { kind: 'command-line', name: 'root' },
    createdAt: FAKE_START,
    ...rest,
    matchers: { ...like.matchers, ...matchers },
  };
}
