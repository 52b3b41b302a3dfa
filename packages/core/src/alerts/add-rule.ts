import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { authorize } from '../access/authorize.ts';
import { newAuditEntry } from '../audit/new-audit-entry.ts';
import { levelSchema } from '../kernel/level-schema.ts';
import { parseInput } from '../kernel/parse.ts';
import { requireLevel } from '../organizations/require-level.ts';
import type { AlertRule } from './alert-rule.ts';
import { defaultRuleName } from './default-rule-name.ts';
import { matchersSchema } from './matcher-schema.ts';
import { listGone, requireLists } from './require-lists.ts';
import { ruleChanges } from './rule-changes.ts';
import { paceSchema } from './pace-schema.ts';
import type { RuleDeps } from './rule-deps.ts';
import { ruleFields } from './rule-schema.ts';
import { unknownTypes, type UnknownType } from './unknown-types.ts';

/** A rule as people give it. */
export const newRuleSchema = z.strictObject({
  level: levelSchema,
  /** Absent: made from what it wants and who gets it. */
  name: ruleFields.name.optional(),
  matchers: matchersSchema,
  recipients: ruleFields.recipients,
  includeData: ruleFields.includeData.default([]),
  /** Absent: at once, storms as one mail. */
  pace: paceSchema.prefault({}),
  /** Absent: whoever was told of a trouble is told of its end. */
  recovery: z.boolean().default(true),
});

/** Input of {@link addRule}. */
export type NewRule = z.input<typeof newRuleSchema>;

/** A rule as it is now, with what is worth a word. */
export interface SavedRule {
  readonly rule: AlertRule;
  /** Types in it that Postern does not know. */
  readonly unknownTypes: readonly UnknownType[];
}

/**
 * Adds an alert rule; it sees events from now on.
 * @throws AppError `input-invalid`; `not-allowed`; `not-found` for the organization.
 */
export async function addRule(deps: RuleDeps, actor: Actor, input: NewRule): Promise<SavedRule> {
  const { level, name, ...parts } = parseInput(newRuleSchema, input, 'The rule');
  authorize(actor, 'change', level);
  await requireLevel(deps.storage.organizations, level);
  await requireLists(deps.storage.lists, level, parts);
  const rule: AlertRule = {
    id: deps.newId(),
    level,
    name: name ?? defaultRuleName(parts),
    state: 'enabled',
    ...parts,
    createdAt: deps.clock.now(),
  };
  const changes = ruleChanges(null, rule);
  const audit = newAuditEntry({ actor, action: 'rule.added', level, subject: rule.id, changes }, deps);
  if ((await deps.storage.rules.add(rule, audit)) === 'no-list') throw listGone(rule.name);
  return { rule, unknownTypes: unknownTypes(rule.matchers.types) };
}
