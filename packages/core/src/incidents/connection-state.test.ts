import { describe, expect, it } from 'vitest';
import { connectionState, type ConnectionFacts } from './connection-state.ts';

const facts = (known: Partial<ConnectionFacts>): ConnectionFacts => ({
  usable: true,
  activeSince: 100,
  testedAt: null,
  deliveredAt: null,
  trouble: null,
  ...known,
});
const refused = { since: 150, reason: 'authentication-failed', byHostSince: null } as const;
const away = { since: 150, reason: 'timeout', byHostSince: 450 } as const;

describe('the state of a connection', () => {
  it.each([
    [
      'is not configured when it cannot be used, whatever was before',
      { usable: false, testedAt: 120 },
      'not-configured',
    ],
    ['is not proven before a test or a mail', {}, 'not-proven'],
    ['is not proven by mail of before its settings', { deliveredAt: 99 }, 'not-proven'],
    ['is delivering once a test passed', { testedAt: 120 }, 'delivering'],
    ['is delivering once a mail went through', { deliveredAt: 100 }, 'delivering'],
    ['is failing when the server answers and refuses', { testedAt: 120, trouble: refused }, 'failing'],
    ['is waiting when nobody answers', { deliveredAt: 140, trouble: away }, 'waiting'],
  ] as const)('%s', (_name, known, kind) => {
    expect(connectionState(facts(known)).kind).toBe(kind);
  });

  it('says since when, why, and whether the host’s relay stepped in', () => {
    expect(connectionState(facts({ trouble: away }))).toEqual({ kind: 'waiting', ...away });
  });

  it('tells the last proof', () => {
    expect(connectionState(facts({ testedAt: 120, deliveredAt: 180 }))).toEqual({
      kind: 'delivering',
      provenAt: 180,
    });
  });
});
