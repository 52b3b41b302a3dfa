import { z } from 'zod';
import type { AlertRule, Matchers } from './alert-rule.ts';
import { paceFields } from './pace-schema.ts';
import type { RulePace } from './rule-pace.ts';
import { matcherFields, ruleFields } from './rule-schema.ts';

/** A change of a rule as people give it: what is left out stays. */
export const ruleChangeSchema = z.strictObject({
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
  recovery: z.boolean().optional(),
});

type Change = z.output<typeof ruleChangeSchema>;

/** A rule as it is after a change. */
export function changedRule(before: AlertRule, change: Change): AlertRule {
  return {
    ...before,
    name: change.name ?? before.name,
    matchers: changedMatchers(before.matchers, change.matchers),
    recipients: change.recipients ?? before.recipients,
    includeData: change.includeData ?? before.includeData,
    pace: changedPace(before.pace, change.pace),
    recovery: change.recovery ?? before.recovery,
  };
}

function changedPace(before: RulePace, change: Change['pace']): RulePace {
  return {
    digest: change.digest === undefined ? before.digest : change.digest,
    hours: change.hours ?? before.hours,
    storm: change.storm === undefined ? before.storm : change.storm,
    atOnceFrom: change.atOnceFrom === undefined ? before.atOnceFrom : change.atOnceFrom,
  };
}

function changedMatchers(before: Matchers, { minimumSeverity, ...lists }: Change['matchers']): Matchers {
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
