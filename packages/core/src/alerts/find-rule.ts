import { mayDo, type Actor } from '../access/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { AlertRule } from './alert-rule.ts';
import type { RuleStore } from './rule-store.ts';

/**
 * The rule with that id.
 * @throws AppError `not-found`; also for one that the actor may not see.
 */
export async function findRule(
  deps: { readonly storage: { readonly rules: Pick<RuleStore, 'find'> } },
  actor: Actor,
  ruleId: string,
): Promise<AlertRule> {
  const rule = await deps.storage.rules.find(ruleId);
  if (rule !== null && mayDo(actor, 'read', rule.level)) return rule;
  throw new AppError('not-found', `There is no rule "${ruleId.slice(0, 60)}".`);
}
