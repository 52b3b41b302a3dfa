import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairLine, type FairLine } from './fair-line.ts';

const lanes = fc.constantFrom('a', 'b', 'c', 'd');

function lineOf(names: readonly string[]): FairLine<{ readonly lane: string; readonly place: number }> {
  const line = createFairLine<{ readonly lane: string; readonly place: number }>();
  for (const [place, lane] of names.entries()) line.push(lane, { lane, place });
  return line;
}

describe('a fair line', () => {
  it('gives everything once, each lane in its order', () => {
    fc.assert(
      fc.property(fc.array(lanes), fc.integer({ min: 1, max: 9 }), (names, most) => {
        const line = lineOf(names);
        const taken: { readonly lane: string; readonly place: number }[] = [];
        while (line.length > 0) {
          const batch = line.take(most);
          expect(batch.length).toBe(Math.min(most, names.length - taken.length));
          taken.push(...batch);
        }
        expect(taken.map(({ place }) => place).toSorted((one, other) => one - other)).toEqual([
          ...names.keys(),
        ]);
        for (const places of Map.groupBy(taken, ({ lane }) => lane).values())
          expect(places).toEqual(places.toSorted((one, other) => one.place - other.place));
      }),
    );
  });

  it('serves a lane after at most one of each other, whatever waits in those', () => {
    fc.assert(
      fc.property(fc.array(lanes, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), (names, most) => {
        const line = lineOf([...names, 'mine']);
        const others = new Set(names).size;
        const taken: string[] = [];
        while (!taken.includes('mine')) taken.push(...line.take(most).map(({ lane }) => lane));
        expect(taken.indexOf('mine')).toBeLessThanOrEqual(others);
      }),
    );
  });

  it('makes way at the cost of the longest lane alone, its youngest, and only for a lane that stays shorter', () => {
    fc.assert(
      fc.property(fc.array(lanes), lanes, (names, lane) => {
        const line = lineOf(names);
        const lengths = Map.groupBy<string, string>(names, (name) => name);
        const longest = Math.max(0, ...[...lengths.values()].map((one) => one.length));
        const own = lengths.get(lane)?.length ?? 0;
        const gone = line.giveWay(lane);
        expect(gone !== null).toBe(longest > own + 1);
        expect(line.length).toBe(names.length - (gone === null ? 0 : 1));
        if (gone === null) return;
        expect(lengths.get(gone.lane)).toHaveLength(longest);
        expect(gone.place).toBe((names as readonly string[]).lastIndexOf(gone.lane));
      }),
    );
  });
});
