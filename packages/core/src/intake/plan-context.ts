import type { AlertRule } from '../alerts/alert-rule.ts';
import type { PlanContext } from '../alerts/plan-deliveries.ts';
import { indexRules } from '../alerts/rule-index.ts';
import type { Level } from '../kernel/level.ts';
import type { Organization } from '../organizations/organization.ts';

/** What decides who gets mail about a level's events: its own rules, and its organization's language and time zone. */
export function planContext({
  level,
  organization,
  rules,
}: {
  readonly level: Level;
  /** Null for the host. */
  readonly organization: Organization | null;
  /** The rules of this level alone. */
  readonly rules: readonly AlertRule[];
}): PlanContext {
  return {
    level,
    rules: indexRules(rules),
    language: organization?.language ?? 'en',
    timeZone: organization?.timeZone ?? 'UTC',
  };
}
