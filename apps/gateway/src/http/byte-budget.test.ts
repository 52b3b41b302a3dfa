import { describe, expect, it } from 'vitest';
import { ByteBudget } from './byte-budget.ts';

describe('the bytes under way', () => {
  it('are half of all for one holder at most, so that the other half is for others', () => {
    const budget = new ByteBudget(100);
    expect(budget.take(50, 'flood')).toBe(true);
    expect(budget.take(1, 'flood')).toBe(false);
    expect(budget.take(50, 'acme')).toBe(true);
    expect(budget.take(1, 'other')).toBe(false);
  });

  it('come back to whoever held them, whole', () => {
    const budget = new ByteBudget(100);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(budget.take(30, 'a')).toBe(true);
      expect(budget.take(20, 'a')).toBe(true);
      budget.giveBack(30, 'a');
      expect(budget.take(30, 'a')).toBe(true);
      budget.giveBack(50, 'a');
      // A body of nothing gives back nothing.
      budget.giveBack(0, 'b');
    }
    expect(budget.take(50, 'b')).toBe(true);
    expect(budget.take(50, 'a')).toBe(true);
  });
});
