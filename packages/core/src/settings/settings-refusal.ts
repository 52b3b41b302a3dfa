import { AppError, type InputIssue } from '../kernel/errors.ts';
import type { EditProblem } from './edit-problem.ts';
import { fieldOf } from './fields.ts';

/**
 * The error for a change that is not made: everything that is wrong with it at once, `input-invalid` when a value is, else
 * `refused`. Rules about a field whose value could not even be read are left out: they would mislead.
 */
export function settingsRefusal(issues: readonly InputIssue[], problems: readonly EditProblem[]): AppError {
  const ruled = problems.map(({ field, message }) => ({ path: fieldOf(field).name, message }));
  const all = [...issues, ...ruled.filter(({ path }) => !issues.some((issue) => issue.path === path))];
  const list = all.map(({ path, message }) => `${path}: ${message}`).join(' ');
  const code = issues.length > 0 ? 'input-invalid' : 'refused';
  return new AppError(code, `The settings were not changed. ${list}`, { issues: all });
}
