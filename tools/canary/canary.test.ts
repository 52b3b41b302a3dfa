import { afterEach, describe, expect, it } from 'vitest';
import arrows from '../../.dependency-cruiser.js';
import { readReport, summarize } from '../summary.ts';
import { Sandbox } from './sandbox.ts';

/** Starting five tools one after the other, beside every other gate, takes a while on a small machine. */
const PATIENCE = { timeout: 120_000 };

describe('a gate that guards nothing would pass here, so each must fail', PATIENCE, () => {
  let sandbox: Sandbox | undefined;
  afterEach(() => sandbox?.remove());

  it('format: names the file that Prettier would change', async () => {
    sandbox = await Sandbox.of('format');
    const { exitCode, output } = await sandbox.run('format:check');
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/^\[warn\] packages\/core\/src\/kernel\/crooked\.ts$/m);
  });

  it('types: reports each promise of tsconfig.base.json', async () => {
    sandbox = await Sandbox.of('types');
    const { exitCode, output } = await sandbox.run('types', 'packages/core');
    expect(exitCode).not.toBe(0);
    expect(Object.keys(tally(output, /error (TS\d+):/g)).sort()).toEqual([
      'TS1294',
      'TS1484',
      'TS2322',
      'TS2375',
      'TS2532',
      'TS4114',
      'TS7029',
    ]);
  });

  it('lint: reports each house rule', async () => {
    sandbox = await Sandbox.of('lint');
    const { exitCode, output } = await sandbox.run('lint', 'packages/core');
    expect(exitCode).not.toBe(0);
    expect(tally(output, /^ +\d+:\d+ +error .* ([\w@/-]+)$/gm)).toEqual({
      '@typescript-eslint/ban-ts-comment': 1,
      '@typescript-eslint/no-explicit-any': 1,
      '@typescript-eslint/no-floating-promises': 1,
      '@typescript-eslint/switch-exhaustiveness-check': 1,
      // Although the line above it says eslint-disable.
      eqeqeq: 1,
      'no-console': 1,
      'no-restricted-globals': 1,
      'no-restricted-imports': 1,
      // The clock and the process.
      'no-restricted-properties': 2,
      // A default export, a fourth parameter, the date of the machine, a skipped test.
      'no-restricted-syntax': 4,
      'regexp/no-super-linear-backtracking': 1,
      'regexp/no-super-linear-move': 1,
      // A file and a folder.
      'postern/names': 2,
    });
  });

  it('arrows: reports every rule there is', async () => {
    sandbox = await Sandbox.of('arrows');
    const { exitCode, output } = await sandbox.run('arrows');
    expect(exitCode).not.toBe(0);
    const declared = arrows.forbidden?.map((rule) => rule.name).sort();
    expect(Object.keys(tally(output, /error ([\w-]+): /g)).sort()).toEqual(declared);
  });

  it('dead code: names the export, the type, the file, and the package that is missing or not needed', async () => {
    sandbox = await Sandbox.of('dead-code');
    const { exitCode, output } = await sandbox.run('dead-code');
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/^deadExport /m);
    expect(output).toMatch(/^DeadType /m);
    expect(output).toMatch(/^packages\/core\/src\/kernel\/dead-file\.ts/m);
    expect(output).toMatch(/^left-pad /m);
    expect(output).toMatch(/^nodemailer /m);
  });

  it('tests: a failing test and a file that does not load both count, and fail the run', async () => {
    sandbox = await Sandbox.of('test');
    const { exitCode } = await sandbox.run('test', 'apps/gateway');
    expect(exitCode).not.toBe(0);
    const summary = summarize(new Map([['apps/gateway', readReport(sandbox.path('apps/gateway'))]]));
    expect(summary).toEqual({ line: '1 passed, 2 failed', missing: [], ok: false });
  });
});

/** How often each text that the pattern captures is there. */
function tally(output: string, pattern: RegExp): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, text = ''] of output.matchAll(pattern)) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}
