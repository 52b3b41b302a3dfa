import { expect, it } from 'vitest';
import { createMemoryStorage } from '../adapters/storage/memory/index.ts';
import { HOST } from '../kernel/level.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { ACME, organizationAdministrator, ROOT } from '../testing/settings-fixture.ts';
import { createTestLimit, TESTS_ALLOWED } from './test-limit.ts';

const onceStore = () => createMemoryStorage().once;

it('lets a person test a level so often, says how long to wait, and counts anew after that', async () => {
  const clock = new FakeClock();
  const limit = createTestLimit({ clock, once: onceStore() });
  for (let time = 0; time < TESTS_ALLOWED.times; time += 1) {
    expect(await limit.take(ROOT, HOST)).toEqual({ ok: true });
    clock.advance(1_000);
  }
  const refused = await limit.take(ROOT, HOST);
  expect(refused).toEqual({ ok: false, wait: TESTS_ALLOWED.within - TESTS_ALLOWED.times * 1_000 });
  clock.advance(refused.ok ? 0 : refused.wait);
  expect(await limit.take(ROOT, HOST)).toEqual({ ok: true });
  expect((await limit.take(ROOT, HOST)).ok).toBe(false);
});

it('counts each person and each level for itself', async () => {
  const limit = createTestLimit({ clock: new FakeClock(), once: onceStore() });
  for (let time = 0; time < TESTS_ALLOWED.times; time += 1) await limit.take(ROOT, HOST);
  expect((await limit.take(ROOT, HOST)).ok).toBe(false);
  expect((await limit.take(ROOT, ACME)).ok).toBe(true);
  expect((await limit.take(organizationAdministrator('acme'), HOST)).ok).toBe(true);
});

it('counts over all processes, also for those who start anew', async () => {
  const [clock, once] = [new FakeClock(), onceStore()];
  const processes = [1, 2, 3].map(() => createTestLimit({ clock, once }));
  const thrice = [...processes, ...processes, ...processes];
  const taken = await Promise.all(thrice.map((limit) => limit.take(ROOT, HOST)));
  expect(taken.filter((one) => one.ok)).toHaveLength(TESTS_ALLOWED.times);
  expect(await createTestLimit({ clock, once }).take(ROOT, HOST)).toEqual({
    ok: false,
    wait: TESTS_ALLOWED.within,
  });
});
