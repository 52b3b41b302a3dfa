import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../kernel/clock.ts';
import { buildEvent } from '../testing/build-event.ts';
import { expiryOf, firstExpiryOf, priorityOf } from './expiry.ts';

const NOW = Date.UTC(2026, 10, 20, 11);
const recovery = buildEvent({ type: 'account.password-recovery', severity: 'info', facts: [] });

function recoveryUntil(at: number) {
  return { ...recovery, facts: [{ label: 'expires', value: { kind: 'time', at } } as const] };
}

describe('expiry', () => {
  it('keeps a password recovery as long as its link lives', () => {
    expect(expiryOf(recoveryUntil(NOW + 20 * MINUTE), NOW)).toBe(NOW + 20 * MINUTE);
  });

  it('keeps a password recovery for an hour when it does not say how long its link lives', () => {
    expect(expiryOf(recovery, NOW)).toBe(NOW + HOUR);
  });

  it('sends a new password recovery whose link looks dead: it is the clocks that disagree', () => {
    expect(firstExpiryOf(recoveryUntil(NOW - HOUR), NOW)).toBe(NOW + HOUR);
    expect(firstExpiryOf(recoveryUntil(NOW + MINUTE), NOW)).toBe(NOW + MINUTE);
    expect(expiryOf(recoveryUntil(NOW - HOUR), NOW)).toBe(NOW - HOUR);
  });

  it('never keeps anything for more than 48 h, whatever a payload claims', () => {
    expect(expiryOf(recoveryUntil(NOW + 9_000 * HOUR), NOW)).toBe(NOW + 48 * HOUR);
  });

  it('keeps information for 12 h and everything else for the 48 h that tries are made', () => {
    expect(expiryOf(buildEvent({ severity: 'info' }), NOW)).toBe(NOW + 12 * HOUR);
    for (const severity of ['success', 'warn', 'error', 'fatal'] as const) {
      expect(expiryOf(buildEvent({ severity }), NOW)).toBe(NOW + 48 * HOUR);
    }
  });
});

describe('priority', () => {
  it('puts a password recovery before everything else', () => {
    expect(priorityOf(recovery)).toBe(0);
    expect(priorityOf(buildEvent({ severity: 'fatal' }))).toBe(1);
  });
});
