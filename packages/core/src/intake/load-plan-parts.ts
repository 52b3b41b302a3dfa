import type { AlertRule } from '../alerts/alert-rule.ts';
import type { RuleStore } from '../alerts/rule-store.ts';
import type { Silence } from '../alerts/silence.ts';
import type { SilenceStore } from '../alerts/silence-store.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import type { ListStore } from '../lists/list-store.ts';
import type { RecipientList } from '../lists/recipient-list.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { Organization } from '../organizations/organization.ts';

/** Where {@link loadPlanParts} reads. */
export interface PlanStorage {
  readonly rules: Pick<RuleStore, 'list'>;
  readonly silences: Pick<SilenceStore, 'list'>;
  readonly lists: Pick<ListStore, 'list'>;
  readonly organizations: Pick<OrganizationStore, 'findById'>;
}

/** What decides who gets mail about a level's events, as it is stored now; for single reports, since it reads it all. */
export async function loadPlanParts(
  storage: PlanStorage,
  level: Level,
): Promise<{
  readonly level: Level;
  readonly organization: Organization | null;
  readonly rules: readonly AlertRule[];
  readonly silences: readonly Silence[];
  readonly lists: readonly RecipientList[];
}> {
  const [organization, rules, silences, lists] = await Promise.all([
    level.kind === 'host' ? null : storage.organizations.findById(level.organizationId),
    storage.rules.list(),
    storage.silences.list(),
    storage.lists.list(),
  ]);
  const isHere = (one: { readonly level: Level }): boolean => levelKey(one.level) === levelKey(level);
  return {
    level,
    organization,
    rules: rules.filter(isHere),
    silences: silences.filter(isHere),
    lists: lists.filter(isHere),
  };
}
