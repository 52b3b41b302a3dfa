import { describe, expect, it } from 'vitest';
import type { AutomationEvent } from '../events/automation-event.ts';
import { buildEvent } from '../testing/build-event.ts';
import { buildRule } from '../testing/build-rule.ts';
import type { Matchers } from './alert-rule.ts';
import { viewEvent } from './event-view.ts';
import { compileRule } from './match-rule.ts';
import { MISMATCHES, MISMATCH_TEXTS } from './mismatch.ts';

function mismatch(matchers: Partial<Matchers>, event: Partial<AutomationEvent> = {}) {
  return compileRule(buildRule({ matchers })).mismatch(viewEvent(buildEvent(event)));
}

describe('compileRule', () => {
  it.each<[string, Partial<Matchers>]>([
    ['nothing at all', { types: [] }],
    ['the type', { types: ['job.faulted'] }],
    ['the type in other case', { types: ['JOB.*'] }],
    ['one of several types', { types: ['robot.status', 'job.faulted'] }],
    ['a lower severity', { minimumSeverity: 'warn' }],
    ['the same severity', { minimumSeverity: 'error' }],
    ['the process by name', { processes: ['invoice_*'] }],
    ['the process by id', { processes: ['42'] }],
    ['tenant, folder and robot', { tenants: ['production'], folders: ['7'], robots: ['*-5'] }],
    ['text of the detail', { texts: ['HAS NO NUMBER'] }],
    ['text of the subject', { texts: ['intake'] }],
    ['text with a gap', { texts: ['exception*number'] }],
  ])('wants an event by %s', (_what, matchers) => {
    expect(mismatch(matchers)).toBeNull();
  });

  it.each<[string, Partial<Matchers>, ReturnType<typeof mismatch>]>([
    ['type', { types: ['job.completed', 'queueItem.*'] }, 'type'],
    ['severity', { minimumSeverity: 'fatal' }, 'severity'],
    ['tenant', { tenants: ['Test'] }, 'tenant'],
    ['folder', { folders: ['HR'] }, 'folder'],
    ['process', { processes: ['Invoice'] }, 'process'],
    ['robot', { robots: ['robot-4'] }, 'robot'],
    ['queue, which the event has not', { queues: ['*'] }, 'queue'],
    ['text', { texts: ['timeout'] }, 'text'],
  ])('names the matcher that does not fit: %s', (_what, matchers, reason) => {
    expect(mismatch(matchers)).toBe(reason);
  });

  it('needs every matcher, and names the first that does not fit', () => {
    expect(mismatch({ types: ['job.faulted'], tenants: ['Test'], processes: ['Other'] })).toBe('tenant');
  });

  it('says that a paused rule is paused', () => {
    const compiled = compileRule(buildRule({ state: 'paused' }));
    expect(compiled.mismatch(viewEvent(buildEvent()))).toBe('paused');
  });

  it.each([{ types: ['*'] }, { types: ['p*'] }, { types: [] }])(
    'leaves connection tests to rules that spell them out: not %o',
    (matchers) => {
      expect(mismatch(matchers, { type: 'ping' })).toBe('type-not-spelled-out');
    },
  );

  it('takes a connection test when it is spelled out', () => {
    expect(mismatch({ types: ['job.*', 'Ping'] }, { type: 'ping' })).toBeNull();
  });

  it.each([{ types: ['*'] }, { types: ['account.password-recovery'] }, { types: [] }])(
    'never takes an event that is addressed to a person: %o',
    (matchers) => {
      expect(mismatch(matchers, { type: 'account.password-recovery' })).toBe('addressed-to-a-person');
    },
  );
});

describe('MISMATCH_TEXTS', () => {
  it.each(MISMATCHES)('explains %s in both languages', (reason) => {
    expect(MISMATCH_TEXTS[reason].en).toMatch(/\.$/);
    expect(MISMATCH_TEXTS[reason].fr).toMatch(/\.$/);
  });
});
