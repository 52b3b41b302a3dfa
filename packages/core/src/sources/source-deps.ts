import type { Clock } from '../kernel/clock.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Sealer } from '../kernel/sealer.ts';
import type { OrganizationStore } from '../organizations/organization-store.ts';
import type { SourceStore } from './source-store.ts';

/** What the use cases that write sources need. */
export interface SourceDeps {
  readonly storage: {
    readonly sources: SourceStore;
    readonly organizations: Pick<OrganizationStore, 'findById'>;
  };
  readonly clock: Clock;
  readonly newId: NewId;
  readonly sealer: Pick<Sealer, 'seal'>;
  /** So many bytes that nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array;
}
