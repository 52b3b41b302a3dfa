import { expect, it } from 'vitest';
import { onceATurn } from './once-a-turn.ts';

function asking() {
  const ends: (() => void)[] = [];
  let asked = 0;
  const ask = onceATurn(
    () => {
      asked += 1;
      return asked === 3 ? Promise.reject(new Error('gone')) : Promise.resolve(asked);
    },
    { soon: (callback) => ends.push(callback) },
  );
  return { ask, endTurn: () => ends.splice(0).forEach((end) => end()) };
}

it('asks once in a turn, and again in the next', async () => {
  const { ask, endTurn } = asking();
  expect([await ask(), await ask()]).toEqual([1, 1]);
  endTurn();
  expect([await ask(), await ask()]).toEqual([2, 2]);
});

it('keeps a failure no longer than its turn', async () => {
  const { ask, endTurn } = asking();
  for (let turn = 0; turn < 2; turn += 1) {
    await ask();
    endTurn();
  }
  await expect(ask()).rejects.toThrow('gone');
  await expect(ask()).rejects.toThrow('gone');
  endTurn();
  expect(await ask()).toBe(4);
});
