import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPORT } from '../vitest.base.ts';

/** What is read of the report that Vitest's JSON reporter writes. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The closing words of a run. */
export interface Summary {
  /** `N passed, N failed`, and `, N skipped` if any were. */
  readonly line: string;
  /** One sentence for each folder whose tests left no readable report. */
  readonly missing: readonly string[];
  /** Whether every report is there and no test failed. */
  readonly ok: boolean;
}

/** Adds up the reports of all folders; a folder without one makes the run fail. */
export function summarize(reports: ReadonlyMap<string, Report | undefined>): Summary {
  const count = { passed: 0, failed: 0, skipped: 0 };
  const missing: string[] = [];
  for (const [folder, report] of reports) {
    if (!report) {
      missing.push(`No test report from ${folder}: its tests did not run to their end.`);
      continue;
    }
    count.passed += report.numPassedTests;
    count.failed += report.numFailedTests + filesThatDidNotLoad(report);
    count.skipped += report.numPendingTests + report.numTodoTests;
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  const line = `${count.passed} passed, ${count.failed} failed${skipped}`;
  return { line, missing, ok: missing.length === 0 && count.failed === 0 };
}

/** Reads the report that the tests of `folder` left, or `undefined` if it is missing or cut short. */
export function readReport(folder: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, REPORT), 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

/** A file that throws while it is imported, or in a hook, fails without any of its tests failing. */
function filesThatDidNotLoad(report: Report): number {
  return report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
}
