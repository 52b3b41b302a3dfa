import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { OrganizationStore } from './organization-store.ts';

/** What the use cases that write organizations need. */
export interface OrganizationDeps {
  readonly storage: { readonly organizations: OrganizationStore };
  readonly clock: Clock;
  readonly newId: NewId;
}
