import type { GatheringKind } from '../alerts/pace-delivery.ts';
import type { AutomationEvent } from '../events/automation-event.ts';
import type { UnusableReason } from '../settings/effective-settings.ts';
import type { Stage } from '../smtp/smtp-failure.ts';
import type { VerdictReason } from '../smtp/verdict.ts';
import type { Language } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';

export const DELIVERY_STATES = [
  /** Never tried. */
  'queued',
  /** Claimed by a worker under a lease. */
  'sending',
  /** The server accepted it. */
  'delivered',
  /** Tried or held; will be tried again at `dueAt`. */
  'deferred',
  /** Refused for good; can be replayed. */
  'failed',
  /** Not to be mailed: a silence mutes it, or the address must not be mailed. Can be replayed. */
  'suppressed',
  /** Too old to be of use; can be replayed. */
  'expired',
  /** The message was handed over and the reply was lost: it may have arrived. Tried again at `dueAt`. */
  'unknown',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a delivery is where it is: a verdict, or a reason of our own. */
export type DeliveryReason =
  | VerdictReason
  | UnusableReason
  /** A secret's key is not among the live keys, or the secret does not open. */
  | 'key-missing'
  | 'secret-unreadable'
  /** The connection is resting after a configuration error or many failures. */
  | 'connection-resting'
  /** It tells of the end of a trouble, and an earlier mail about that has still to go. */
  | 'earlier-mail-waits'
  | 'template-failed'
  | 'expired'
  /** The worker that held the lease died; the mail may have gone. */
  | 'worker-lost'
  | 'replayed'
  /** Delivered, by the host's relay: the own server was out of reach. */
  | 'sent-by-host'
  /** A silence covered the event when it came. */
  | 'silenced'
  /** Never tried: it gathers events until it is due. */
  | 'gathering';

/** One message to one recipient. One that gathers names the event that it began with. */
export interface Delivery {
  readonly id: string;
  readonly level: Level;
  readonly eventId: string;
  readonly eventType: string;
  readonly ruleId: string | null;
  readonly address: string;
  readonly name: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly data: Readonly<Record<string, string>>;
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  /** How often it was handed to a server, or tried to be, since it was made or last replayed. */
  readonly attempts: number;
  /** True once an outcome was unknown: the recipient may have it twice. */
  readonly maybeDuplicate: boolean;
  /** 0 urgent (password recovery), 1 normal. */
  readonly priority: 0 | 1;
  /** Why it is about many events; null: it is about one. */
  readonly gathers: GatheringKind | null;
  /** The delivery whose mail it answers, since it is about the same trouble; null: it answers none. */
  readonly thread: string | null;
  /** The event that the trouble began with; null exactly when it answers none. */
  readonly troubleEvent: string | null;
  /** It tells of a storm that began: what follows comes as one mail, then; epoch milliseconds. Null: of none. */
  readonly stormUntil: number | null;
  /** The Message-ID under which a server has it, or may have it, without angle brackets; null: none has. */
  readonly messageId: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** Epoch milliseconds; when it may be tried next. Null in final states. */
  readonly dueAt: number | null;
  /** Epoch milliseconds; not sent after this. */
  readonly expiresAt: number;
  /** Epoch milliseconds; null until final. */
  readonly endedAt: number | null;
}

/** States from which nothing happens by itself. */
export const FINAL_STATES = ['delivered', 'failed', 'suppressed', 'expired'] as const;

/** One line of a delivery's timeline. */
export interface DeliveryAttempt {
  readonly deliveryId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The state it led to. */
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly stage: Stage | null;
  readonly replyCode: number | null;
  readonly enhancedCode: string | null;
  /** The server's words or ours, capped at 500 characters; no secrets. */
  readonly text: string | null;
  /** Host and port spoken to. */
  readonly server: string | null;
  readonly queueId: string | null;
  /** Milliseconds. */
  readonly took: number | null;
}

/** A delivery in a worker's hands, with what it needs to render. */
export interface ClaimedDelivery {
  readonly delivery: Delivery;
  readonly event: AutomationEvent;
  /** When the event was received; epoch milliseconds. */
  readonly receivedAt: number;
  readonly leaseToken: string;
}

/** How a claimed delivery goes on. Stored only if the lease token is still the one it was claimed with. */
export interface Settlement {
  readonly deliveryId: string;
  readonly leaseToken: string;
  readonly state: Exclude<DeliveryState, 'sending' | 'queued'>;
  readonly reason: DeliveryReason | null;
  readonly attempts: number;
  readonly maybeDuplicate: boolean;
  /** Null exactly for final states. */
  readonly dueAt: number | null;
  /** Null exactly for states that are not final. */
  readonly endedAt: number | null;
  /** Absent unless the server has the mail, or may have it. */
  readonly messageId?: string;
  /** The line for the timeline; null when it only goes on waiting for what its last line says already. */
  readonly attempt: DeliveryAttempt | null;
}
