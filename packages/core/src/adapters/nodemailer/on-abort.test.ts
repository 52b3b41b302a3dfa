import { describe, expect, it } from 'vitest';
import { onAbort } from './on-abort.ts';

describe('onAbort', () => {
  it('tells everyone who still listens, once', () => {
    const stop = new AbortController();
    const told: string[] = [];
    onAbort(stop.signal, () => told.push('first'));
    const leave = onAbort(stop.signal, () => told.push('second'));
    onAbort(stop.signal, () => told.push('third'));
    leave();
    stop.abort();
    stop.abort();
    expect(told).toEqual(['first', 'third']);
  });

  it('keeps signals apart', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const told: string[] = [];
    onAbort(one.signal, () => told.push('one'));
    onAbort(other.signal, () => told.push('other'));
    other.abort();
    expect(told).toEqual(['other']);
  });
});
