import { expect, it } from 'vitest';
import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import { VERDICT_RULES } from '../smtp/verdict-rules/all-rules.ts';
import { HELD_REASONS } from './held-reasons.ts';

it('releases with a change of the settings whatever the settings may be to blame for', () => {
  const blamed = VERDICT_RULES.filter(({ kind }) => kind === 'configuration').map(({ reason }) => reason);
  expect(HELD_REASONS).toEqual(expect.arrayContaining([...new Set(blamed), ...UNUSABLE_REASONS]));
});
