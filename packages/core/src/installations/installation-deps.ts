import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { InstallationStore } from './installation-store.ts';

/** What the use cases around installations need. */
export interface InstallationDeps {
  readonly storage: { readonly installations: InstallationStore };
  readonly sealer: Pick<Sealer, 'seal' | 'open'>;
  readonly clock: Clock;
  readonly newId: NewId;
}
