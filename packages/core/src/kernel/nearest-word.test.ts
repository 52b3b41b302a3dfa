import { describe, expect, it } from 'vitest';
import { nearestWord } from './nearest-word.ts';

describe('nearestWord', () => {
  const words = ['job.faulted', 'job.started', 'queueItem.added', 'ping'];

  it.each([
    ['a letter too few', 'job.fauted', 'job.faulted'],
    ['neighbours swapped', 'job.fualted', 'job.faulted'],
    ['other case', 'QUEUEITEM.ADDED', 'queueItem.added'],
    ['a short word with one slip', 'pign', 'ping'],
  ])('finds the word meant through %s', (_slip, typed, meant) => {
    expect(nearestWord(typed, words)).toBe(meant);
  });

  it('offers nothing when nothing is close', () => {
    expect(nearestWord('invoice', words)).toBeNull();
    expect(nearestWord('', words)).toBeNull();
  });
});
