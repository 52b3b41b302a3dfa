import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { CanaryStore } from './canary-store.ts';

/** What the use cases that write canaries need. */
export interface CanaryDeps {
  readonly storage: {
    readonly canaries: CanaryStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
}
