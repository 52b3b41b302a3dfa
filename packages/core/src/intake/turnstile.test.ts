import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeTimers } from '../testing/fake-timers.ts';
import { createTurnstile } from './turnstile.ts';

function standing(inATurn: number) {
  const soon: (() => void)[] = [];
  const turnstile = createTurnstile({ timers: { soon: (callback) => void soon.push(callback) }, inATurn });
  const inside: string[] = [];
  return {
    turnstile,
    come: (lane: string, name = lane) => void turnstile.pass(lane).then(() => inside.push(name)),
    /** Who gets in until the turn ends. */
    turn: async (): Promise<readonly string[]> => {
      await Promise.resolve();
      return inside.splice(0);
    },
    /** The next turn begins. */
    begin: (): void => {
      for (const callback of soon.splice(0)) callback();
    },
  };
}

describe('a turnstile', () => {
  it('lets in at once whoever comes while there is no crowd', async () => {
    const { come, turn } = standing(2);
    come('a');
    expect(await turn()).toEqual(['a']);
  });

  it('lets in so many in a turn, and the others in the turns after it', async () => {
    const { come, turn, begin } = standing(2);
    for (const name of ['1', '2', '3', '4', '5']) come('a', name);
    expect(await turn()).toEqual(['1', '2']);
    begin();
    expect(await turn()).toEqual(['3', '4']);
    begin();
    expect(await turn()).toEqual(['5']);
  });

  it('lets in whoever comes alone in the very next turn, whatever crowd of others stands there', async () => {
    const { come, turn, begin } = standing(2);
    for (let person = 0; person < 100; person += 1) come('crowd');
    come('quiet');
    await turn();
    begin();
    expect(await turn()).toContain('quiet');
  });

  it('lets nobody in beside those who wait, and counts whoever came between two turns', async () => {
    const { come, turn, begin } = standing(2);
    for (const name of ['1', '2', '3']) come('a', name);
    await turn();
    begin();
    come('a', '4');
    expect(await turn()).toEqual(['3', '4']);
    come('a', '5');
    expect(await turn()).toEqual([]);
    begin();
    expect(await turn()).toEqual(['5']);
  });

  it('loses nobody, and asks for no turn once all are in', async () => {
    const timers = new FakeTimers(new FakeClock());
    const turnstile = createTurnstile({ timers, inATurn: 3 });
    let inside = 0;
    for (let person = 0; person < 50; person += 1)
      void turnstile.pass(String(person % 7)).then(() => (inside += 1));
    expect(turnstile.waiting).toBe(47);
    await timers.settle();
    expect([inside, turnstile.waiting]).toEqual([50, 0]);
  });
});
