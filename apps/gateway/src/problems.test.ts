import { readFileSync } from 'node:fs';
import { ERROR_CODES } from '@postern/core';
import { describe, expect, it } from 'vitest';
import { HTTP_ERROR_CODES, PROBLEMS, type ProblemCode } from './problems.ts';

const CODES = { ...ERROR_CODES, ...HTTP_ERROR_CODES };
const PAGE = readFileSync(new URL('../../../docs/error-codes.md', import.meta.url), 'utf8');

/** The rows of the page's tables, by code. */
const rows = new Map(
  PAGE.split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, code, status, again, meaning, cure]) => [
      (code ?? '').replaceAll('`', ''),
      { status, again, meaning, cure },
    ]),
);

describe('the HTTP table, the code list and docs/error-codes.md', () => {
  it('know the same codes', () => {
    const codes = Object.keys(CODES).sort();
    expect(Object.keys(PROBLEMS).sort()).toEqual(codes);
    expect([...rows.keys()].sort()).toEqual(codes);
  });

  it.each(Object.entries(PROBLEMS))('say the same about %s', (code, problem) => {
    expect(rows.get(code)).toMatchObject({
      status: String(problem.status),
      again: problem.retryAfter === null ? '–' : String(problem.retryAfter),
      meaning: CODES[code as ProblemCode],
    });
    expect(rows.get(code)?.cure).toMatch(/\.$/);
  });

  it('tell a sender to try again exactly where trying again helps', () => {
    for (const [code, { status, retryAfter }] of Object.entries(PROBLEMS)) {
      expect([code, retryAfter !== null]).toEqual([code, [408, 429, 503].includes(status)]);
    }
  });

  it('show a fixed text for every fault of ours, never the error’s own', () => {
    for (const { status, detail } of Object.values(PROBLEMS)) {
      if (status >= 500) expect(detail).not.toBeNull();
    }
  });
});
