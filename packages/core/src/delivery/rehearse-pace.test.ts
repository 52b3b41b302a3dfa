import { describe, expect, it } from 'vitest';
import { AT_ONCE } from '../alerts/rule-pace.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import { HOUR, MINUTE } from '../kernel/clock.ts';
import { buildEvent } from '../testing/build-event.ts';
import { FAKE_START } from '../testing/fake-clock.ts';
import { rehearsePace } from './rehearse-pace.ts';

const ONCE = { kind: 'at-once', storm: null } as const;

function events(minutes: readonly number[], event: Partial<AutomationEvent> = {}) {
  return minutes.map((minute) => ({
    event: buildEvent({ foldKey: null, severity: 'error', ...event }),
    receivedAt: FAKE_START + minute * MINUTE,
  }));
}

describe('a rehearsal of a pace', () => {
  it('makes a mail of each event where nothing is paced, and one of copies', () => {
    expect(rehearsePace(AT_ONCE, events([0, 1, 2]), 'UTC')).toEqual({
      timings: [ONCE, ONCE, ONCE],
      mails: 3,
    });
    const { timings, mails } = rehearsePace(AT_ONCE, events([0, 1], { foldKey: 'job 1' }), 'UTC');
    expect(timings).toEqual([ONCE, null]);
    expect(mails).toBe(1);
    expect(rehearsePace(AT_ONCE, [], 'UTC')).toEqual({ timings: [], mails: 0 });
  });

  it('puts into one digest what comes before it is due, and lets what is grave pass', () => {
    const pace = { ...AT_ONCE, digest: { kind: 'every', every: 15 * MINUTE } } as const;
    const grave = events([5], { severity: 'fatal' });
    const all = [...events([0, 4]), ...grave, ...events([14, 15])];
    const first = { kind: 'gathers', as: 'digest', at: FAKE_START + 15 * MINUTE };
    expect(rehearsePace(pace, all, 'UTC')).toEqual({
      timings: [first, first, ONCE, first, { ...first, at: FAKE_START + 30 * MINUTE }],
      mails: 3,
    });
  });

  it('tells a storm as intake does, and its end', () => {
    const storm = { most: 2, within: 10 * MINUTE };
    const late = (2 * HOUR) / MINUTE;
    const { timings, mails } = rehearsePace({ ...AT_ONCE, storm }, events([0, 1, 2, 3, late]), 'UTC');
    const single = { kind: 'at-once', storm };
    const stormy = { kind: 'gathers', as: 'storm', at: FAKE_START + 10 * MINUTE };
    // The one after the limit is a mail of its own still: it says that a storm began.
    expect(timings).toEqual([single, single, single, stormy, single]);
    expect(mails).toBe(5);
  });
});
