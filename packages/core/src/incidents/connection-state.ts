import type { Localized } from '../kernel/language.ts';
import type { VerdictReason } from '../smtp/verdict.ts';

/** How a level's mail gets out, in one word. */
export const CONNECTION_STATES = [
  /** There is no connection that could be used. */
  'not-configured',
  /** Nothing has gone through it yet, and no test has passed. */
  'not-proven',
  /** A test passed or mail went through. */
  'delivering',
  /** The server is out of reach: mail waits and is tried again. */
  'waiting',
  /** The server answers and takes no mail: somebody has to do something. */
  'failing',
] as const;
export type ConnectionStateKind = (typeof CONNECTION_STATES)[number];

/** Trouble of a connection that has gone on for a while. */
export interface ConnectionTrouble {
  /** Epoch milliseconds. */
  readonly since: number;
  readonly reason: VerdictReason;
  /** Epoch milliseconds since when the host's relay has stepped in; null: it has not. */
  readonly byHostSince: number | null;
}

/** How a connection is, for people. */
export type ConnectionState =
  | { readonly kind: 'not-configured' | 'not-proven' }
  | {
      readonly kind: 'delivering';
      /** Epoch milliseconds of the last proof. */
      readonly provenAt: number;
    }
  | ({ readonly kind: 'waiting' | 'failing' } & ConnectionTrouble);

/** What is stored of a connection. */
export interface ConnectionFacts {
  /** Settings that can be used apply. */
  readonly usable: boolean;
  /** Epoch milliseconds since when the active revision applies. */
  readonly activeSince: number;
  /** Epoch milliseconds of the active revision's last test that passed; null: none. */
  readonly testedAt: number | null;
  /** Epoch milliseconds of the last mail that its server took; null: none. */
  readonly deliveredAt: number | null;
  /** Null: none that is open. */
  readonly trouble: ConnectionTrouble | null;
}

/** The state that follows from what is stored, the same in every process. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  const { usable, activeSince, testedAt, deliveredAt, trouble } = facts;
  if (!usable) return { kind: 'not-configured' };
  if (trouble !== null)
    return { kind: UNREACHED.includes(trouble.reason) ? 'waiting' : 'failing', ...trouble };
  // Mail of before went through other settings.
  const delivered = deliveredAt !== null && deliveredAt >= activeSince ? deliveredAt : null;
  const provenAt = Math.max(testedAt ?? 0, delivered ?? 0);
  return provenAt === 0 ? { kind: 'not-proven' } : { kind: 'delivering', provenAt };
}

/** No server said anything. */
const UNREACHED: readonly VerdictReason[] = [
  'dns-failed',
  'unreachable',
  'connection-refused',
  'timeout',
  'connection-lost',
];

/** The states in a word or two. */
export const CONNECTION_STATE_TEXTS: Readonly<Record<ConnectionStateKind, Localized>> = {
  'not-configured': { en: 'not configured', fr: 'non configurée' },
  'not-proven': { en: 'not proven', fr: 'non vérifiée' },
  delivering: { en: 'delivering', fr: 'en service' },
  waiting: { en: 'waiting', fr: 'en attente' },
  failing: { en: 'failing', fr: 'en échec' },
};
