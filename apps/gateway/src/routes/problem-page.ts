import { ERROR_CODES } from '@postern/core';
import { HTTP_ERROR_CODES, PROBLEMS } from '../problems.ts';

const MEANINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...ERROR_CODES, ...HTTP_ERROR_CODES }),
);
const TABLE: ReadonlyMap<string, (typeof PROBLEMS)[keyof typeof PROBLEMS]> = new Map(
  Object.entries(PROBLEMS),
);

/** What a problem's `type` leads to, as plain text; null for a code that there is not. */
export function problemPage(code: string): string | null {
  const problem = TABLE.get(code);
  const meaning = MEANINGS.get(code);
  if (problem === undefined || meaning === undefined) return null;
  const again = problem.retryAfter === null ? '' : `\nTry again after ${String(problem.retryAfter)} s.`;
  return `${problem.title} (${code}, HTTP ${String(problem.status)})\n\n${meaning}${again}\n`;
}
