import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { DkimStore } from './dkim-store.ts';

/** What the use cases that change keys need. */
export interface DkimDeps {
  readonly storage: {
    readonly dkim: DkimStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly clock: Clock;
  readonly newId: NewId;
}
