import type { z } from 'zod';
import { AppError, type InputIssue } from './errors.ts';

/**
 * Parses what came from outside; all faults at once.
 * @throws AppError `input-invalid` with one issue per fault.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = inputIssues(result.error);
  const list = issues.map((issue) => (issue.path === '' ? issue.message : `${issue.path}: ${issue.message}`));
  throw new AppError('input-invalid', `${what} is not valid. ${list.join(' ')}`, { issues });
}

/** Zod's issues as ours: a readable path and the message, never the value. */
export function inputIssues(error: z.ZodError): InputIssue[] {
  return error.issues.map((issue) => ({ path: readablePath(issue.path), message: issue.message }));
}

function readablePath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
