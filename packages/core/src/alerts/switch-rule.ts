import type { Actor } from '../access/actor.ts';
import type { AlertRule } from './alert-rule.ts';
import { findRule } from './find-rule.ts';
import type { RuleDeps } from './rule-deps.ts';
import { saveRule, type RuleOutcome } from './save-rule.ts';

/** A rule and what switching it came to. */
export interface SwitchedRule {
  readonly outcome: RuleOutcome;
  readonly rule: AlertRule;
}

/**
 * Stops a rule from wanting events; it stays as it is and can be resumed. Mail that waits already still goes out.
 * @throws AppError `not-found`; `not-allowed`.
 */
export async function pauseRule(deps: RuleDeps, actor: Actor, ruleId: string): Promise<SwitchedRule> {
  return switchRule(deps, actor, { ruleId, state: 'paused' });
}

/**
 * Lets a paused rule want events again; those that came meanwhile stay without mail by it.
 * @throws AppError `not-found`; `not-allowed`.
 */
export async function resumeRule(deps: RuleDeps, actor: Actor, ruleId: string): Promise<SwitchedRule> {
  return switchRule(deps, actor, { ruleId, state: 'enabled' });
}

async function switchRule(
  deps: RuleDeps,
  actor: Actor,
  { ruleId, state }: { readonly ruleId: string; readonly state: AlertRule['state'] },
): Promise<SwitchedRule> {
  const before = await findRule(deps, actor, ruleId);
  const after: AlertRule = { ...before, state };
  return { outcome: await saveRule(deps, actor, { before, after }), rule: after };
}
