import type { ChannelPlace } from '../channels/channel-binding.ts';
import type { DeliveryReason } from '../delivery/delivery.ts';
import type { Localized } from '../kernel/language.ts';
import type { Level } from '../kernel/level.ts';
import type { VerdictReason } from '../smtp/verdict.ts';
import { ENDING_KINDS, type Ending } from './ending.ts';

export const INCIDENT_KINDS = [
  /** The level's own connection fails: its server is not reached, or refuses its settings. */
  'connection-failing',
  /** The level's mail waits, because its settings or its sender cannot be used. */
  'mail-held',
  /** Mail was given up. */
  'delivery-failed',
  /** A source reports nothing for longer than it should. */
  'source-silent',
  /** A source, or all of an organization's together, brings more webhooks than its limit. */
  'source-limited',
  /** Something of the level's connection ends soon. */
  ...ENDING_KINDS,
  /** A canary of the level was not delivered in time, or not even sent. */
  'canary-failed',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Why a canary did not arrive: refused for good, held for want of settings, not taken in time, or never put into the outbox. */
export const CANARY_FAILURES = ['failed', 'held', 'late', 'not-sent'] as const;
export type CanaryFailure = (typeof CANARY_FAILURES)[number];

/** Cause and cure of a failure, for administrators. */
export interface Explanation {
  readonly cause: Localized;
  readonly cure: Localized;
}

/** What is known of an incident. Nothing of a payload, and no secret. */
export type IncidentFacts =
  | {
      readonly kind: 'connection-failing';
      /** Host and port. */
      readonly server: string;
      readonly reason: VerdictReason;
      /** Epoch milliseconds of the first failure in a row. */
      readonly failingSince: number;
      /** Epoch milliseconds of the first of the tries in a row that found no server; null: the last one found one. */
      readonly unreachedSince: number | null;
      /** Epoch milliseconds of the first mail that the host's relay took over; null: none. */
      readonly byHostSince: number | null;
      readonly why: Explanation | null;
    }
  | {
      readonly kind: 'mail-held';
      readonly reason: DeliveryReason;
      /** The last one that was held. */
      readonly deliveryId: string;
      readonly why: Explanation | null;
    }
  | {
      readonly kind: 'delivery-failed';
      readonly reason: DeliveryReason;
      /** Whom it was for, the last ones first; those who got a later mail are taken out again. */
      readonly addresses: readonly string[];
      /** There were more than are kept. */
      readonly more: boolean;
      /** The last one that failed. */
      readonly deliveryId: string;
      readonly why: Explanation | null;
    }
  | {
      readonly kind: 'source-silent';
      readonly sourceName: string;
      /** Epoch milliseconds, to the minute; null: it never reported. */
      readonly lastHeardAt: number | null;
      /** Milliseconds. */
      readonly expectedEvery: number;
    }
  | {
      readonly kind: 'source-limited';
      /** Null: all sources of the level together. */
      readonly sourceName: string | null;
      readonly limitPerMinute: number;
    }
  | Ending
  | {
      readonly kind: 'canary-failed';
      /** Whom it is for. */
      readonly address: string;
      readonly failure: CanaryFailure;
      /** What was in its way, if that is known. */
      readonly reason: DeliveryReason | null;
      /** Epoch milliseconds when it was sent, or was to be. */
      readonly expectedAt: number;
      /** Null: it was not sent. */
      readonly deliveryId: string | null;
    };

export const RESOLUTIONS = [
  /** It works again, it reports again, the mail arrived after all. */
  'recovered',
  /** What it was about is no longer so: other settings, a source that was disabled. */
  'changed',
  /** It did not happen again for a day. */
  'quiet',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** Where and up to what people were told of an incident. */
export interface Told extends ChannelPlace {
  /** The message's id in its channel. */
  readonly messageId: string;
  /** The incident's, as the message shows it. */
  readonly version: number;
  readonly step: number;
  readonly resolved: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Something that is wrong until it is resolved. At most one is open for each level, kind and subject. */
export interface Incident {
  readonly id: string;
  /** Who can do something about it. */
  readonly level: Level;
  /** What it is about within its level and kind, such as a source's id. */
  readonly subject: string;
  readonly facts: IncidentFacts;
  /** How often it happened, where that can be counted. */
  readonly count: number;
  /** Grows when it becomes worse, so that people who were told are told anew. */
  readonly step: number;
  /** Epoch milliseconds, all of these. */
  readonly openedAt: number;
  readonly updatedAt: number;
  /** Null while it is open. */
  readonly resolvedAt: number | null;
  readonly resolution: Resolution | null;
  /** Grows with every change. */
  readonly version: number;
  /** Null: nobody was told. */
  readonly told: Told | null;
}
