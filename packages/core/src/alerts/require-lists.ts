import { AppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { ListStore } from '../lists/list-store.ts';
import type { AlertRule } from './alert-rule.ts';
import { namedLists } from './named-lists.ts';

/**
 * Makes sure that the lists which a rule names are there.
 * @throws AppError `input-invalid`.
 */
export async function requireLists(
  lists: Pick<ListStore, 'find'>,
  level: Level,
  rule: Pick<AlertRule, 'recipients'>,
): Promise<void> {
  for (const name of namedLists(rule)) {
    if ((await lists.find(level, name)) !== null) continue;
    const message = `There is no list "${name}" here. Add it first, with its members.`;
    throw new AppError('input-invalid', message, { issues: [{ path: 'recipients', message }] });
  }
}

/** The error for a rule that names a list which was removed while the rule was being saved. */
export function listGone(rule: string): AppError {
  return new AppError(
    'conflict',
    `A list that the rule "${rule}" names was removed meanwhile. Nothing was changed.`,
  );
}
