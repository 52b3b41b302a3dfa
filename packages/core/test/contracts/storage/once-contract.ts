import { expect, it } from 'vitest';
import type { Storage } from '../../../src/storage.ts';
import { useStorage } from './use-storage.ts';

/** {@link OnceStore}. */
export function onceContract(open: () => Promise<Storage>): void {
  const fresh = useStorage(open);

  it('gives a key to the first who takes it, and to nobody else until its time is over', async () => {
    const { once } = fresh().storage;
    expect(await once.take('a', { now: 1, until: 10 })).toBe(true);
    expect(await once.take('a', { now: 9, until: 99 })).toBe(false);
    expect(await once.take('b', { now: 9, until: 99 })).toBe(true);
    expect(await once.take('a', { now: 10, until: 20 })).toBe(true);
    expect(await once.take('a', { now: 19, until: 99 })).toBe(false);
  });

  it('gives a key to one of many who ask at once', async () => {
    const { once } = fresh().storage;
    const answers = await Promise.all(Array.from({ length: 8 }, () => once.take('a', { now: 1, until: 10 })));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('gives an expired key again, however many others expired before it', async () => {
    const { once } = fresh().storage;
    for (let place = 0; place < 250; place += 1) await once.take(`${place}`, { now: 0, until: 10 });
    await once.take('last', { now: 0, until: 11 });
    expect(await once.take('last', { now: 11, until: 20 })).toBe(true);
    expect(await once.take('last', { now: 12, until: 20 })).toBe(false);
  });
}
