import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { SilenceStore } from './silence-store.ts';

/** What the use cases that write silences need. */
export interface SilenceDeps {
  readonly storage: {
    readonly silences: SilenceStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
}
