import { describe, expect, it } from 'vitest';
import { takeLevel } from './take-level.ts';
import { tokenize } from './tokenize.ts';

function levelOf(typed: string) {
  const tokens = tokenize(typed);
  const taken = takeLevel(tokens.ok ? tokens.words : []);
  return taken.ok ? { level: taken.level, rest: taken.rest.map(({ text }) => text) } : taken.problem;
}

describe('takeLevel', () => {
  it.each([
    ['view', { level: null, rest: ['view'] }],
    ['view host', { level: { kind: 'host' }, rest: ['view'] }],
    ['Hôte view', { level: { kind: 'host' }, rest: ['view'] }],
    ['org acme set smtp-port 25', { level: organization('acme'), rest: ['set', 'smtp-port', '25'] }],
    ['set smtp-port ORG acme 25', { level: organization('acme'), rest: ['set', 'smtp-port', '25'] }],
    ['view organisation acme', { level: organization('acme'), rest: ['view'] }],
    ['view org "acme"', { level: organization('acme'), rest: ['view'] }],
    ['view org host', { level: organization('host'), rest: ['view'] }],
  ])('takes the level out of %j wherever it stands', (typed, expected) => {
    expect(levelOf(typed)).toEqual(expected);
  });

  it('leaves a value in quotes alone', () => {
    expect(levelOf('set name "host"')).toEqual({ level: null, rest: ['set', 'name', 'host'] });
  });

  it.each([
    ['view org', 'organization-name-missing'],
    ['view host org acme', 'two-levels'],
    ['view host host', 'two-levels'],
  ])('refuses %j', (typed, problem) => {
    expect(levelOf(typed)).toBe(problem);
  });
});

function organization(name: string) {
  return { kind: 'organization', name };
}
