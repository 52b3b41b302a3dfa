import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { ChannelStore } from './channel-store.ts';

/** What the use cases that write bindings need. */
export interface ChannelDeps {
  readonly storage: {
    readonly channels: ChannelStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
}
