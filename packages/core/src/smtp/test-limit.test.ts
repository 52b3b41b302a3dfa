import { expect, it } from 'vitest';
import { HOST } from '../kernel/level.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { ACME, organizationAdministrator, ROOT } from '../testing/settings-fixture.ts';
import { createTestLimit, TESTS_ALLOWED } from './test-limit.ts';

it('lets a person test a level so often, says how long to wait, and counts anew after that', () => {
  const clock = new FakeClock();
  const limit = createTestLimit({ clock });
  for (let time = 0; time < TESTS_ALLOWED.times; time += 1) {
    expect(limit.take(ROOT, HOST)).toEqual({ ok: true });
    clock.advance(1_000);
  }
  const refused = limit.take(ROOT, HOST);
  expect(refused).toEqual({ ok: false, wait: TESTS_ALLOWED.within - TESTS_ALLOWED.times * 1_000 });
  clock.advance(refused.ok ? 0 : refused.wait);
  expect(limit.take(ROOT, HOST)).toEqual({ ok: true });
  expect(limit.take(ROOT, HOST).ok).toBe(false);
});

it('counts each person and each level for itself', () => {
  const limit = createTestLimit({ clock: new FakeClock() });
  for (let time = 0; time < TESTS_ALLOWED.times; time += 1) limit.take(ROOT, HOST);
  expect(limit.take(ROOT, HOST).ok).toBe(false);
  expect(limit.take(ROOT, ACME).ok).toBe(true);
  expect(limit.take(organizationAdministrator('acme'), HOST).ok).toBe(true);
});
