import { mayDo, type Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { AlertRule } from './alert-rule.ts';
import type { RuleStore } from './rule-store.ts';

/**
 * The rules of a level, or of all levels that the actor may see, oldest first.
 * @throws AppError `not-allowed`.
 */
export async function listRules(
  deps: { readonly storage: { readonly rules: Pick<RuleStore, 'list'> } },
  actor: Actor,
  { level }: { readonly level?: Level | undefined } = {},
): Promise<readonly AlertRule[]> {
  if (level !== undefined) authorize(actor, 'read', level);
  const all = await deps.storage.rules.list();
  return all.filter((rule) =>
    level === undefined ? mayDo(actor, 'read', rule.level) : levelKey(rule.level) === levelKey(level),
  );
}
