import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { ListStore } from './list-store.ts';

/** What the use cases that write lists need. */
export interface ListDeps {
  readonly storage: {
    readonly lists: ListStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
}
