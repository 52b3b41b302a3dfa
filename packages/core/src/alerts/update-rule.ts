import type { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { parseInput } from '../kernel/parse.ts';
import type { SavedRule } from './add-rule.ts';
import { changedRule, ruleChangeSchema } from './changed-rule.ts';
import { findRule } from './find-rule.ts';
import type { RuleDeps } from './rule-deps.ts';
import { ruleMark } from './rule-mark.ts';
import { ruleConflict, saveRule, type RuleOutcome } from './save-rule.ts';
import { unknownTypes } from './unknown-types.ts';

/** Input of {@link updateRule}: what is left out stays. */
export type RuleChange = z.input<typeof ruleChangeSchema>;

/**
 * Changes an alert rule for events from now on.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `conflict`.
 */
export async function updateRule(
  deps: RuleDeps,
  actor: Actor,
  input: RuleChange,
): Promise<SavedRule & { readonly outcome: RuleOutcome }> {
  const change = parseInput(ruleChangeSchema, input, 'The change of the rule');
  const before = await findRule(deps, actor, change.ruleId);
  if (change.expectedMark !== undefined && change.expectedMark !== ruleMark(before))
    throw ruleConflict(before.name);
  const after = changedRule(before, change);
  const outcome = await saveRule(deps, actor, { before, after });
  return { outcome, rule: after, unknownTypes: unknownTypes(after.matchers.types) };
}
