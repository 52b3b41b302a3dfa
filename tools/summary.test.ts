import { describe, expect, it } from 'vitest';
import { summarize } from './summary.ts';
import type { Report } from './summary.ts';

const report = (changes: Partial<Report>): Report => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...changes,
});

describe('the closing line', () => {
  it('adds up every workspace', () => {
    const reports = new Map([
      ['packages/core', report({ numPassedTests: 40 })],
      ['apps/gateway', report({ numPassedTests: 2 })],
    ]);
    expect(summarize(reports)).toEqual({ line: '42 passed, 0 failed', missing: [], ok: true });
  });

  it('mentions skipped tests only if there are any', () => {
    const reports = new Map([
      ['packages/core', report({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 })],
    ]);
    expect(summarize(reports).line).toBe('1 passed, 0 failed, 3 skipped');
  });

  it('makes the run fail when a test failed', () => {
    const reports = new Map([['packages/core', report({ numPassedTests: 1, numFailedTests: 1 })]]);
    expect(summarize(reports)).toMatchObject({ line: '1 passed, 1 failed', ok: false });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(summarize(new Map([['packages/core', report({ testResults })]]))).toMatchObject({
      line: '0 passed, 1 failed',
      ok: false,
    });
  });

  it('makes the run fail when a report is missing, and says whose', () => {
    const reports = new Map([
      ['packages/core', report({ numPassedTests: 3 })],
      ['apps/slackbot', undefined],
    ]);
    expect(summarize(reports)).toEqual({
      line: '3 passed, 0 failed',
      missing: ['No test report from apps/slackbot: its tests did not run to their end.'],
      ok: false,
    });
  });
});
