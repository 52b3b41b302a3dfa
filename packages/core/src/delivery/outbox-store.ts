import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Gathered } from '../mail/gathered.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { Level } from '../kernel/level.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { DigestMember } from './digest-member.ts';
import type { GatheringNow } from './mail-timing.ts';
import type { ThreadMail } from './thread.ts';
import type { ClaimedDelivery, Delivery, DeliveryAttempt, DeliveryState, Settlement } from './delivery.ts';

/** Which deliveries to list. */
export interface DeliveryFilter {
  readonly level?: Level;
  readonly state?: DeliveryState;
  /** Deliveries that are about it, alone or among others. */
  readonly eventId?: string;
  /** As it is stored, to the letter. */
  readonly address?: string;
  /** Epoch milliseconds of its making, inclusive. */
  readonly since?: number;
  /** Epoch milliseconds, exclusive. */
  readonly until?: number;
}

/** Deliveries with their timeline and event, for reading. */
export interface DeliveryDetails {
  readonly delivery: Delivery;
  readonly event: AutomationEvent;
  readonly receivedAt: number;
  /** What it is about, when it is about many. */
  readonly gathered: Gathered | null;
  /** Oldest first. */
  readonly timeline: readonly DeliveryAttempt[];
}

/** The outbox: deliveries that are due, under leases. */
export interface OutboxStore {
  /**
   * Takes due deliveries (`queued`, `deferred`, `unknown` with `dueAt <= now`, and `sending` whose lease ran out, which
   * come back with `maybeDuplicate: true` and reason `worker-lost`) under one lease. Urgent ones first, then fairly:
   * levels take turns (also from one claim to the next), within a level the longest due first; no level gets more than
   * `perLevel` in one claim. One that gathers takes no more events from here on. `except` names levels to pass over for now.
   */
  claimDue(request: {
    readonly now: number;
    readonly limit: number;
    readonly perLevel: number;
    readonly leaseToken: string;
    /** Epoch milliseconds. */
    readonly leaseUntil: number;
    readonly except: readonly Level[];
  }): Promise<readonly ClaimedDelivery[]>;
  /** Prolongs all leases held with these tokens; never shortens one. */
  renewLeases(leaseTokens: readonly string[], leaseUntil: number): Promise<void>;
  /**
   * Gives claimed deliveries back untouched (graceful stop): each gets the state, due time and marks it had before the claim; one
   * taken over from a lost worker goes back as `unknown`. With a stale token nothing changes.
   */
  release(deliveries: readonly ClaimedDelivery[]): Promise<void>;
  /**
   * Stores outcomes and timeline lines in one commit. Gives the ids that were settled; one with a stale token is not.
   * @throws AppError `internal` when an outcome contradicts itself (final and still due); then nothing is stored.
   */
  settle(settlements: readonly Settlement[]): Promise<ReadonlySet<string>>;
  /** Epoch milliseconds of the earliest due time or lease end; null when nothing waits. */
  nextDueAt(): Promise<number | null>;
  list(filter: DeliveryFilter, page: PageRequest): Promise<Page<Delivery>>;
  find(id: string): Promise<DeliveryDetails | null>;
  /** What a delivery is about that gathers; null for one that does not. */
  gathered(id: string): Promise<Gathered | null>;
  /** The events that a delivery gathered, newest first; none of one that does not gather. */
  members(id: string, page: PageRequest): Promise<Page<DigestMember>>;
  /** What events would meet that joined the mails with these keys, by rules and for addresses; each at its place. */
  lookAhead(
    asked: readonly { readonly key: string; readonly ruleId: string; readonly address: string }[],
  ): Promise<readonly GatheringNow[]>;
  /**
   * What a delivery answers, oldest first: the mail that began the thread, and the last {@link MOST_ANSWERS} before this one.
   * Empty for one that answers nothing.
   */
  thread(delivery: Pick<Delivery, 'id' | 'thread'>): Promise<readonly ThreadMail[]>;
  /**
   * Makes a `failed`, `expired` or `suppressed` delivery, or one that waits, `queued` with reason `replayed`, due now with a
   * new expiry. Its attempts count from 0 again, so that the retry schedule starts anew; `maybeDuplicate` and the timeline stay.
   */
  replay(change: {
    readonly id: string;
    readonly now: number;
    readonly expiresAt: number;
    readonly audit: AuditEntry;
  }): Promise<'replayed' | 'not-found' | 'not-replayable'>;
  /** What gathers at a level now, in mails that still take events. */
  gathering(level: Level): Promise<GatheringMails>;
  /** How many deliveries are in each state that is not final, and how long the longest due one has been waiting. */
  backlog(now: number): Promise<Backlog>;
}

/** Mails of a level that take events until their time has come. */
export interface GatheringMails {
  readonly mails: number;
  /** How many events are in them so far. */
  readonly events: number;
  /** Epoch milliseconds: when the next of them goes; null when nothing gathers. */
  readonly nextAt: number | null;
}

/** What waits, for metrics and health. */
export interface Backlog {
  readonly queued: number;
  /** Those of the queued that take more events until their time has come: they wait for nothing else. */
  readonly gathering: number;
  readonly sending: number;
  readonly deferred: number;
  readonly unknown: number;
  /** Milliseconds since the longest due delivery became due; 0 when none is due. */
  readonly oldestDue: number;
}
