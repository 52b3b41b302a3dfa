import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { GrantStore } from './grant-store.ts';

/** What the use cases that write rights need. */
export interface GrantDeps {
  readonly storage: { readonly grants: GrantStore };
  readonly clock: Clock;
  readonly newId: NewId;
}
