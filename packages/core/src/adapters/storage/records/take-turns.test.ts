import { describe, expect, it } from 'vitest';
import { takeTurns } from './take-turns.ts';

describe('takeTurns', () => {
  it('takes the first of each queue before the second of any', () => {
    expect(takeTurns([['a1', 'a2', 'a3'], ['b1'], ['c1', 'c2']], 5)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2']);
  });

  it('takes no more than asked for, and all there is when less', () => {
    expect(takeTurns([['a1', 'a2'], ['b1']], 2)).toEqual(['a1', 'b1']);
    expect(takeTurns([['a1'], []], 10)).toEqual(['a1']);
    expect(takeTurns([], 10)).toEqual([]);
    expect(takeTurns([['a1']], 0)).toEqual([]);
  });
});
