import { isCanary } from '../canaries/canary.ts';
import type { ConnectionSign } from '../delivery/deliver-one.ts';
import type { Delivery, DeliveryReason, Settlement } from '../delivery/delivery.ts';
import { MINUTE } from '../kernel/clock.ts';
import { levelKey, type Level } from '../kernel/level.ts';
import { UNUSABLE_REASONS } from '../settings/effective-settings.ts';
import type { Verdict, VerdictReason } from '../smtp/verdict.ts';
import type { Signal } from './fold-signals.ts';
import type { Explanation } from './incident.ts';
import type { ServerCertificate } from './server-certificate.ts';

/** What became of a delivery. */
export interface DeliveryEnd {
  readonly delivery: Delivery;
  readonly settlement: Settlement;
  readonly verdict: Verdict | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A webhook that was turned away, and by which limit. */
export interface LimitedWebhook {
  readonly level: Level;
  /** Null: the limit of the level's sources together. */
  readonly source: { readonly id: string; readonly name: string } | null;
  readonly limitPerMinute: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * What the worker sees, gathered until it is written: a note costs a look into a map, however much mail goes out, and what
 * is kept grows with the number of levels and reasons, not with that of mails.
 */
export interface IncidentNotes {
  noteSign(sign: ConnectionSign): void;
  noteEnd(end: DeliveryEnd): void;
  /** A webhook was turned away by a limit. */
  noteLimited(refused: LimitedWebhook): void;
  /** All since the last time. */
  take(now: number): readonly Signal[];
  /** The certificates that were seen since the last time, the last of each level. */
  takeCertificates(): readonly ServerCertificate[];
}

/** A connection that is not reached is trouble once it is so for this long; a refusal of its settings is at once. */
const PATIENCE = 1 * MINUTE;
/** One failure may be chance. */
const FEWEST_FAILURES = 2;
/** So many recipients of one level are remembered between two writes. */
const MOST_ADDRESSES = 500;
/** So many are named with what failed. */
const MOST_NAMED = 10;

/** Reasons for which mail waits until somebody of its level does something. */
const HELD: readonly DeliveryReason[] = [
  ...UNUSABLE_REASONS,
  'key-missing',
  'secret-unreadable',
  'sender-refused',
];

interface Failing {
  readonly owner: Level;
  readonly since: number;
  server: string;
  reason: VerdictReason;
  why: Explanation | null;
  settingsWrong: boolean;
  byHostSince: number | null;
  unreachedSince: number | null;
  /** That was not given away yet. */
  newsOfHost: boolean;
  /** In a row. */
  failures: number;
  /** Of these, those that were not given away yet. */
  fresh: number;
}

type Raise = Extract<Signal, { kind: 'raise' }>;

/** Nothing noted yet. */
export function createIncidentNotes(): IncidentNotes {
  const failing = new Map<string, Failing>();
  const works = new Map<string, Level>();
  const given = new Map<string, { readonly level: Level; readonly addresses: Set<string> }>();
  const raises = new Map<string, Raise>();
  const certificates = new Map<string, ServerCertificate>();

  function noteFailure({ owner, server, sign, verdict, at }: ConnectionSign, reason: VerdictReason): void {
    const key = levelKey(owner);
    const known = failing.get(key);
    const state: Failing = known ?? {
      owner,
      since: at,
      server,
      reason,
      why: null,
      settingsWrong: false,
      byHostSince: null,
      unreachedSince: null,
      newsOfHost: false,
      failures: 0,
      fresh: 0,
    };
    if (known === undefined) failing.set(key, state);
    state.server = server;
    state.reason = reason;
    state.why = explanationOf(verdict);
    state.unreachedSince = sign.kind === 'unreachable' ? (state.unreachedSince ?? at) : null;
    state.failures += 1;
    state.fresh += 1;
    works.delete(key);
  }

  function noteDelivered({ level, address }: Delivery): void {
    const key = levelKey(level);
    const known = given.get(key);
    if (known === undefined) given.set(key, { level, addresses: new Set([address]) });
    else if (known.addresses.size < MOST_ADDRESSES) known.addresses.add(address);
  }

  function noteByHost({ delivery, at }: DeliveryEnd): void {
    const state = failing.get(levelKey(delivery.level));
    if (state?.byHostSince !== null) return;
    state.byHostSince = at;
    state.newsOfHost = true;
  }

  function noteHeld({ delivery, settlement, verdict, at }: DeliveryEnd, reason: DeliveryReason): void {
    const { level, id: deliveryId } = delivery;
    const key = `${levelKey(level)} held ${reason}`;
    // A hold that goes on has no line of its own.
    const times = (raises.get(key)?.times ?? 0) + (settlement.attempt === null ? 0 : 1);
    const facts = { kind: 'mail-held', reason, deliveryId, why: explanationOf(verdict) } as const;
    given.delete(levelKey(level));
    raises.set(key, { kind: 'raise', level, subject: reason, facts, times, step: 0, at });
  }

  function noteFailed({ delivery, verdict, at }: DeliveryEnd, reason: DeliveryReason): void {
    const { level, address, id: deliveryId } = delivery;
    const key = `${levelKey(level)} failed ${reason}`;
    const before = raises.get(key);
    const named = before?.facts.kind === 'delivery-failed' ? before.facts : null;
    const all = [...new Set([address, ...(named?.addresses ?? [])])];
    const facts = {
      kind: 'delivery-failed',
      reason,
      addresses: all.slice(0, MOST_NAMED),
      more: named?.more === true || all.length > MOST_NAMED,
      deliveryId,
      why: explanationOf(verdict) ?? named?.why ?? null,
    } as const;
    given.get(levelKey(level))?.addresses.delete(address);
    raises.set(key, {
      kind: 'raise',
      level,
      subject: reason,
      facts,
      times: (before?.times ?? 0) + 1,
      step: 0,
      at,
    });
  }

  return {
    noteSign(noted) {
      const { owner, sign, server, certificateUntil: validUntil, at: seenAt } = noted;
      if (validUntil !== null)
        certificates.set(levelKey(owner), { level: owner, server, validUntil, seenAt });
      switch (sign.kind) {
        case 'none':
          return;
        case 'works':
          failing.delete(levelKey(owner));
          works.set(levelKey(owner), owner);
          return;
        case 'trouble':
        case 'unreachable':
          noteFailure(noted, sign.reason);
          return;
        case 'configuration': {
          noteFailure(noted, sign.reason);
          const state = failing.get(levelKey(owner));
          if (state !== undefined) state.settingsWrong = true;
          return;
        }
        default:
          sign satisfies never;
      }
    },

    noteEnd(end) {
      const { state, reason } = end.settlement;
      if (reason === 'sent-by-host') noteByHost(end);
      if (state === 'delivered') noteDelivered(end.delivery);
      // Whoever has set a canary is told of it as such.
      else if (reason === null || isCanary(end.delivery)) return;
      else if (state === 'deferred' && HELD.includes(reason)) noteHeld(end, reason);
      else if (state === 'failed' || state === 'expired') noteFailed(end, reason);
    },

    noteLimited({ level, source, limitPerMinute, at }) {
      const subject = source?.id ?? 'organization';
      const key = `${levelKey(level)} limited ${subject}`;
      const times = (raises.get(key)?.times ?? 0) + 1;
      const facts = { kind: 'source-limited', sourceName: source?.name ?? null, limitPerMinute } as const;
      raises.set(key, { kind: 'raise', level, subject, facts, times, step: 0, at });
    },

    take(now) {
      const due = [...failing.values()].filter(
        ({ fresh, newsOfHost, failures, since, settingsWrong }) =>
          (fresh > 0 || newsOfHost) &&
          (settingsWrong || (failures >= FEWEST_FAILURES && now - since >= PATIENCE)),
      );
      const signals: Signal[] = [
        ...due.map((state) => failingSignal(state, now)),
        ...[...works.values()].map((level) => resolved(level, 'connection-failing', now)),
        ...raises.values(),
        ...[...given.values()].flatMap(({ level, addresses }) => [
          { kind: 'delivered', level, addresses, at: now } as const,
          resolved(level, 'mail-held', now),
        ]),
      ];
      for (const state of due) {
        state.fresh = 0;
        state.newsOfHost = false;
      }
      for (const notes of [works, given, raises]) notes.clear();
      return signals;
    },

    takeCertificates() {
      const seen = [...certificates.values()];
      certificates.clear();
      return seen;
    },
  };
}

function failingSignal(
  { owner, since, server, reason, why, fresh, byHostSince, unreachedSince }: Failing,
  at: number,
): Signal {
  const facts = {
    kind: 'connection-failing',
    server,
    reason,
    failingSince: since,
    byHostSince,
    unreachedSince,
    why,
  } as const;
  return { kind: 'raise', level: owner, subject: 'connection', facts, times: fresh, step: 0, at };
}

function resolved(level: Level, of: 'connection-failing' | 'mail-held', at: number): Signal {
  return { kind: 'resolve', level, of, subject: null, how: 'recovered', at };
}

function explanationOf(verdict: Verdict | null): Explanation | null {
  return verdict === null ? null : { cause: verdict.cause, cure: verdict.cure };
}
