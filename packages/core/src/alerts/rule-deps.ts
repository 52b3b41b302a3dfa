import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { ListStore } from '../lists/list-store.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { RuleStore } from './rule-store.ts';

/** What the use cases that write rules need. */
export interface RuleDeps {
  readonly storage: {
    readonly rules: RuleStore;
    readonly lists: Pick<ListStore, 'find'>;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
}
