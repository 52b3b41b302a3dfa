import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Places } from './places.ts';

it('keeps each thing in its place until it is taken, once, and uses places again', () => {
  const steps = fc.array(fc.oneof(fc.constant('add' as const), fc.nat(20)));
  fc.assert(
    fc.property(steps, (script) => {
      const places = new Places<{ readonly number: number }>();
      const here = new Map<number, { readonly number: number }>();
      let most = 0;
      for (const [number, step] of script.entries()) {
        if (step === 'add') {
          const thing = { number };
          const place = places.add(thing);
          expect(here.has(place)).toBe(false);
          here.set(place, thing);
          most = Math.max(most, here.size);
          expect(place).toBeLessThan(most);
        } else {
          expect(places.take(step)).toBe(here.get(step) ?? null);
          here.delete(step);
        }
        expect(new Set(places.all())).toEqual(new Set(here.values()));
      }
    }),
  );
});
