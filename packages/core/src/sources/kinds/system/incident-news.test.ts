import { expect, it } from 'vitest';
import { incidentNews } from './incident-news.ts';

const AT = { severity: 'info', at: 7 } as const;

it.each([
  ['resolved', 'over'],
  ['OK', 'over'],
  ['up', 'over'],
  ['firing', 'on'],
  ['down', 'on'],
] as const)('an incident whose state is "%s" is %s', (state, expected) => {
  expect(incidentNews({ incident: 'disk-7', state }, AT)).toEqual({
    about: ['incident', 'disk-7'],
    state: expected,
    at: 7,
  });
});

it('an incident of which no state is known is on when it is bad, and nothing otherwise', () => {
  expect(incidentNews({ incident: 12 }, { ...AT, severity: 'warn' })).toMatchObject({
    about: ['incident', '12'],
    state: 'on',
  });
  expect(incidentNews({ incident: 12, state: 'acknowledged' }, AT)).toBeNull();
});

it('what ends says so however bad it is', () => {
  const ended = incidentNews({ incident: 'disk-7', status: 'resolved' }, { ...AT, severity: 'fatal' });
  expect(ended?.state).toBe('over');
});

it.each(['incident', 'incidentKey', 'alertKey', 'dedup_key', 'fingerprint'])(
  '%s names an incident',
  (name) => {
    expect(incidentNews({ [name]: 'a', state: 'open' }, AT)?.about).toEqual(['incident', 'a']);
  },
);

const NAMELESS: readonly Record<string, unknown>[] = [
  {},
  { incident: null },
  { incident: {} },
  { incident: ' ' },
];

it.each(NAMELESS)('without a name there is no incident (%#)', (data) => {
  expect(incidentNews({ state: 'resolved', ...data }, { ...AT, severity: 'fatal' })).toBeNull();
});
