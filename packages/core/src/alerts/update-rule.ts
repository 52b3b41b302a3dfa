import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { parseInput } from '../kernel/parse.ts';
import type { SavedRule } from './add-rule.ts';
import type { AlertRule, Matchers } from './alert-rule.ts';
import { findRule } from './find-rule.ts';
import type { RuleDeps } from './rule-deps.ts';
import { paceFields } from './pace-schema.ts';
import type { RulePace } from './rule-pace.ts';
import { ruleMark } from './rule-mark.ts';
import { matcherFields, ruleFields } from './rule-schema.ts';
import { ruleConflict, saveRule, type RuleOutcome } from './save-rule.ts';
import { unknownTypes } from './unknown-types.ts';

const changeSchema = z.strictObject({
  ruleId: z.string(),
  /** {@link ruleMark} of the rule as it was looked at: a change of another one meanwhile is then a conflict. */
  expectedMark: z.string().optional(),
  name: ruleFields.name.optional(),
  /** Each matcher that is given replaces the one there is; an empty list or null takes it away. */
  matchers: z
    .strictObject({
      types: matcherFields.types.optional(),
      minimumSeverity: matcherFields.minimumSeverity.optional(),
      tenants: matcherFields.tenants.optional(),
      folders: matcherFields.folders.optional(),
      processes: matcherFields.processes.optional(),
      robots: matcherFields.robots.optional(),
      queues: matcherFields.queues.optional(),
      texts: matcherFields.texts.optional(),
    })
    .prefault({}),
  /** The whole new list. */
  recipients: ruleFields.recipients.optional(),
  /** The whole new list. */
  includeData: ruleFields.includeData.optional(),
  /** Each part that is given replaces the one there is. */
  pace: z
    .strictObject({
      digest: paceFields.digest.optional(),
      hours: paceFields.hours.optional(),
      storm: paceFields.storm.optional(),
      atOnceFrom: paceFields.atOnceFrom.optional(),
    })
    .prefault({}),
});

/** Input of {@link updateRule}: what is left out stays. */
export type RuleChange = z.input<typeof changeSchema>;

/**
 * Changes an alert rule for events from now on.
 * @throws AppError `input-invalid`; `not-found`; `not-allowed`; `conflict`.
 */
export async function updateRule(
  deps: RuleDeps,
  actor: Actor,
  input: RuleChange,
): Promise<SavedRule & { readonly outcome: RuleOutcome }> {
  const change = parseInput(changeSchema, input, 'The change of the rule');
  const before = await findRule(deps, actor, change.ruleId);
  if (change.expectedMark !== undefined && change.expectedMark !== ruleMark(before))
    throw ruleConflict(before.name);
  const after: AlertRule = {
    ...before,
    name: change.name ?? before.name,
    matchers: changedMatchers(before.matchers, change.matchers),
    recipients: change.recipients ?? before.recipients,
    includeData: change.includeData ?? before.includeData,
    pace: changedPace(before.pace, change.pace),
  };
  const outcome = await saveRule(deps, actor, { before, after });
  return { outcome, rule: after, unknownTypes: unknownTypes(after.matchers.types) };
}

function changedPace(before: RulePace, change: z.output<typeof changeSchema>['pace']): RulePace {
  return {
    digest: change.digest === undefined ? before.digest : change.digest,
    hours: change.hours ?? before.hours,
    storm: change.storm === undefined ? before.storm : change.storm,
    atOnceFrom: change.atOnceFrom === undefined ? before.atOnceFrom : change.atOnceFrom,
  };
}

function changedMatchers(
  before: Matchers,
  { minimumSeverity, ...lists }: z.output<typeof changeSchema>['matchers'],
): Matchers {
  return {
    types: lists.types ?? before.types,
    minimumSeverity: minimumSeverity === undefined ? before.minimumSeverity : minimumSeverity,
    tenants: lists.tenants ?? before.tenants,
    folders: lists.folders ?? before.folders,
    processes: lists.processes ?? before.processes,
    robots: lists.robots ?? before.robots,
    queues: lists.queues ?? before.queues,
    texts: lists.texts ?? before.texts,
  };
}
