import { MINUTE, SECOND } from '../kernel/clock.ts';
import type { SmtpFailure } from '../smtp/smtp-failure.ts';
import type { Verdict, VerdictReason } from '../smtp/verdict.ts';
import { wasUnreached } from './was-unreached.ts';

/** How long a connection rests after the server said that its settings are wrong, unless they change before. */
export const CONFIGURATION_PAUSE = 15 * MINUTE;

/** A server that is not reached rests 10 s at first, so that a restart of the relay costs about that, then twice as long … */
const FIRST_REST = 10 * SECOND;
/** … up to this (ZoneMTA remembers an unreachable host that long). */
const LONGEST_REST = 2 * MINUTE;

/** So many failures in a row open the breaker (Convoy). */
const BREAKER = 10;

/** Connections remembered before those that nothing is the matter with are forgotten: senders and settings come and go. */
const REMEMBERED = 1_000;

/** Why a connection rests, and until when. */
export interface Rest {
  /** Epoch milliseconds. */
  readonly until: number;
  /** `configuration` ends only with its time: the next settings are another connection. */
  readonly cause: 'configuration' | 'unreachable' | 'breaker';
  /** The verdict that brought it about. */
  readonly reason: VerdictReason;
}

/** What a send says about its connection, whatever it means for its recipient. */
export type Sign =
  /** The server took part as it should, be it by refusing this recipient. */
  | { readonly kind: 'works' }
  | { readonly kind: 'trouble' | 'unreachable' | 'configuration'; readonly reason: VerdictReason }
  /** Nothing: the send was called off. */
  | { readonly kind: 'none' };

/** How the connections of this process fare; kept in memory, since a new process had better look again itself. */
export interface ConnectionHealth {
  /** How many more sends may start: 0 while it rests, one at a time until a send has worked, then the limit together. */
  room(key: string, now: number): number;
  rest(key: string, now: number): Rest | null;
  /** Epoch milliseconds of the first of the tries in a row that found no server; null: it is there, for all that is known. */
  unreachedSince(key: string): number | null;
  /**
   * Other processes have not reached it since then. Heard of one that works here, or that this process has not reached for
   * longer, it changes nothing; and it lays nothing to rest: the next mail looks for itself.
   */
  recall(key: string, since: number): void;
  /** A send starts; at most `limit` may be under way together on a connection that works. */
  begin(key: string, limit: number): void;
  end(key: string, sign: Sign, now: number): void;
  /** Forgets a connection that is no longer in use. */
  forget(key: string): void;
}

interface State {
  inFlight: number;
  limit: number;
  /** A send has worked since the start or the last rest: others may go beside it. */
  proven: boolean;
  failuresInRow: number;
  restsInRow: number;
  unreachedSince: number | null;
  rest: Rest | null;
}

/** Of which nothing is known. */
const NEW: Readonly<State> = {
  inFlight: 0,
  limit: 1,
  proven: false,
  failuresInRow: 0,
  restsInRow: 0,
  unreachedSince: null,
  rest: null,
};

/**
 * Remembers which connections work. Without it a wrong password would be tried once per waiting mail (which locks
 * accounts), and a dead server would take every place that live ones need.
 */
export function createConnectionHealth(): ConnectionHealth {
  const states = new Map<string, State>();

  function stateOf(key: string): State {
    const known = states.get(key);
    if (known !== undefined) return known;
    const state: State = { ...NEW };
    states.set(key, state);
    return state;
  }

  /** What is lost of a connection that works is that it was proven: its next mail goes alone. */
  function forgetQuiet(now: number): void {
    for (const [key, state] of states) if (state.inFlight === 0 && !isResting(state, now)) states.delete(key);
  }

  function rest(key: string, now: number): Rest | null {
    const current = states.get(key)?.rest ?? null;
    return current !== null && now < current.until ? current : null;
  }

  return {
    rest,
    unreachedSince: (key) => states.get(key)?.unreachedSince ?? null,
    recall(key, since) {
      const state = stateOf(key);
      if (!state.proven) state.unreachedSince = Math.min(state.unreachedSince ?? since, since);
    },
    room(key, now) {
      if (rest(key, now) !== null) return 0;
      const { proven, limit, inFlight } = states.get(key) ?? NEW;
      return Math.max(0, (proven ? limit : 1) - inFlight);
    },
    begin(key, limit) {
      const state = stateOf(key);
      state.inFlight += 1;
      state.limit = limit;
    },
    end(key, sign, now) {
      const state = states.get(key);
      if (state === undefined) return;
      state.inFlight -= 1;
      learn(state, sign, now);
      if (states.size > REMEMBERED) forgetQuiet(now);
    },
    forget(key) {
      states.delete(key);
    },
  };
}

function learn(state: State, sign: Sign, now: number): void {
  if (sign.kind === 'none') return;
  state.unreachedSince = sign.kind === 'unreachable' ? (state.unreachedSince ?? now) : null;
  switch (sign.kind) {
    case 'works':
      state.failuresInRow = 0;
      state.restsInRow = 0;
      // A straggler's success does not prove settings right that the server has called wrong since.
      if (isResting(state, now) && state.rest?.cause === 'configuration') return;
      state.proven = true;
      state.rest = null;
      return;
    case 'configuration':
      state.proven = false;
      state.rest = { until: now + CONFIGURATION_PAUSE, cause: 'configuration', reason: sign.reason };
      return;
    case 'unreachable':
      state.failuresInRow += 1;
      layToRest(state, { cause: 'unreachable', reason: sign.reason }, now);
      return;
    case 'trouble':
      state.failuresInRow += 1;
      if (state.failuresInRow >= BREAKER) layToRest(state, { cause: 'breaker', reason: sign.reason }, now);
      return;
    default:
      sign satisfies never;
  }
}

function layToRest(state: State, why: Pick<Rest, 'cause' | 'reason'>, now: number): void {
  state.proven = false;
  // The sends that were under way beside the first failing one tell nothing new.
  if (isResting(state, now)) return;
  const length = Math.min(FIRST_REST * 2 ** state.restsInRow, LONGEST_REST);
  state.restsInRow += 1;
  state.rest = { ...why, until: now + length };
}

function isResting({ rest }: State, now: number): boolean {
  return rest !== null && now < rest.until;
}

/** What a failed or unknown send says about its connection. */
export function signOf(failure: SmtpFailure, verdict: Verdict): Sign {
  const { reason } = verdict;
  // The From address is the level's own: other levels on the same connection are not touched by its refusal.
  if (reason === 'sender-refused') return { kind: 'works' };
  if (verdict.kind === 'configuration') return { kind: 'configuration', reason };
  if (failure.kind === 'local') return { kind: 'none' };
  if (wasUnreached(failure)) return { kind: 'unreachable', reason };
  switch (failure.stage) {
    case 'rcpt-to':
      return failure.kind === 'reply' ? { kind: 'works' } : { kind: 'trouble', reason };
    case 'dns':
    case 'connect':
    case 'greeting':
      return { kind: 'trouble', reason };
    case 'ehlo':
    case 'starttls':
    case 'certificate':
    case 'authentication':
    case 'mail-from':
    case 'data':
    case 'reply':
      return verdict.kind === 'permanent' ? { kind: 'works' } : { kind: 'trouble', reason };
    default:
      return failure.stage satisfies never;
  }
}
