import type { AlertRule } from '../alerts/alert-rule.ts';
import type { PlanContext } from '../alerts/plan-deliveries.ts';
import { indexRules } from '../alerts/rule-index.ts';
import { indexSilences } from '../alerts/silence-index.ts';
import type { Silence } from '../alerts/silence.ts';
import type { Level } from '../kernel/level.ts';
import type { RecipientList } from '../lists/recipient-list.ts';
import { membersByName } from '../lists/members-by-name.ts';
import type { Organization } from '../organizations/organization.ts';

/** What decides who gets mail about a level's events: its own rules and silences, its organization's language and zone. */
export function planContext({
  level,
  organization,
  rules,
  silences,
  lists,
}: {
  readonly level: Level;
  /** Null for the host. */
  readonly organization: Organization | null;
  /** The rules of this level alone. */
  readonly rules: readonly AlertRule[];
  /** The silences of this level alone, oldest first. */
  readonly silences: readonly Silence[];
  /** The lists of this level alone. */
  readonly lists: readonly RecipientList[];
}): PlanContext {
  return {
    level,
    rules: indexRules(rules),
    silences: indexSilences(silences),
    lists: membersByName(lists),
    language: organization?.language ?? 'en',
    timeZone: organization?.timeZone ?? 'UTC',
  };
}
