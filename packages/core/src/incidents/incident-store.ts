import type { ChannelPlace } from '../channels/channel-binding.ts';
import type { Level } from '../kernel/level.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { Incident, IncidentKind, Told } from './incident.ts';

/** An incident as it is to become, and the version that it was made from; 0: it is new. */
export interface IncidentChange {
  readonly incident: Incident;
  readonly expectedVersion: number;
}

/** The channel in which a level is told. */
export interface Outlet extends ChannelPlace {
  readonly level: Level;
  /** Epoch milliseconds; what was over before is not told there. */
  readonly since: number;
}

/** Which incidents somebody is to be told of. */
export interface UntoldRequest {
  readonly now: number;
  readonly outlets: readonly Outlet[];
  /** Mere changes wait until people were last told before this; news of weight (a step, the end) does not. */
  readonly toldBefore: number;
}

/** Incidents as stored. None of it is configuration. */
export interface IncidentStore {
  /**
   * Stores changes in their order, in one commit, and gives the ids of those that were stored: not one whose version is
   * another by now, nor a new one where the same is open already. Whom it was told to stays as it is.
   */
  apply(changes: readonly IncidentChange[]): Promise<ReadonlySet<string>>;
  /** All that are open, oldest first. */
  open(): Promise<readonly Incident[]>;
  /** Newest first. */
  list(
    filter: { readonly level?: Level; readonly open?: boolean },
    page: PageRequest,
  ): Promise<Page<Incident>>;
  /**
   * Takes what is to be told (see `isUntold`) under a lease, at most one a level, the longest unchanged first; until
   * `leaseUntil` no other process gets them.
   */
  takeUntold(
    request: UntoldRequest & { readonly leaseToken: string; readonly leaseUntil: number },
  ): Promise<readonly Incident[]>;
  /** People were told: ends the lease. False with a stale token; then nothing is stored. */
  told(id: string, leaseToken: string, told: Told): Promise<boolean>;
  /** They could not be told: nobody takes it before then. With a stale token nothing changes. */
  postpone(id: string, leaseToken: string, until: number): Promise<void>;
  /** How many are open, by kind. */
  openCounts(): Promise<Readonly<Record<IncidentKind, number>>>;
  /** Forgets what was resolved before; tells how many. */
  purge(resolvedBefore: number): Promise<number>;
}
