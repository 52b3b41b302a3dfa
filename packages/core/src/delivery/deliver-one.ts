import { MINUTE, type Clock } from '../kernel/clock.ts';
import { toAppError } from '../kernel/errors.ts';
import type { Level } from '../kernel/level.ts';
import type { Logger } from '../kernel/logger.ts';
import { composeMessage } from '../mail/compose-message.ts';
import type { MailBuilder, MailToBuild } from '../mail/mail-headers.ts';
import type { MailLayout } from '../mail/mail-layout.ts';
import type { MailSigning } from '../smtp/mail-signing.ts';
import type { OutgoingMail, SmtpTransport } from '../smtp/smtp-transport.ts';
import { judge, type Verdict } from '../smtp/verdict.ts';
import type { EventStore } from '../events/event-store.ts';
import { lookUpThread, waitAfter, type Thread } from './look-up-thread.ts';
import { signOf, type ConnectionHealth, type Rest, type Sign } from './connection-health.ts';
import type { ClaimedDelivery, Settlement } from './delivery.ts';
import type { OutboxStore } from './outbox-store.ts';
import { laneOf } from './lanes.ts';
import { nextState, type DeliveryOutcome, type Moment } from './next-state.ts';
import type { OpenRoute, Route } from './resolve-route.ts';
import type { Routes } from './routes.ts';
import { senderKey } from './sender-key.ts';
import { mayGoElsewhere, wayOut, type WayOut } from './way-out.ts';

/** What the dispatcher gets back for a claimed delivery. */
export type DeliverResult =
  /** It came to something: to be stored. */
  | { readonly kind: 'settle'; readonly settlement: Settlement; readonly verdict: Verdict | null }
  /** Its connection has no room now: nothing was tried, to be started again when `lane` has some. */
  | { readonly kind: 'not-now'; readonly lane: string }
  /** It was called off before the server had the message: to be given back as it was. */
  | { readonly kind: 'called-off' };

/**
 * Carries one claimed delivery as far as it goes now.
 * @throws AppError `storage-unavailable` when settings or what it gathered cannot be read; then nothing was tried.
 */
export type DeliverOne = (claimed: ClaimedDelivery, signal: AbortSignal) => Promise<DeliverResult>;

/** What {@link createDeliverOne} needs. */
export interface DeliverOneDeps {
  readonly storage: {
    readonly outbox: Pick<OutboxStore, 'gathered' | 'thread'>;
    readonly events: Pick<EventStore, 'find'>;
  };
  readonly routes: Routes;
  readonly health: ConnectionHealth;
  readonly transport: Pick<SmtpTransport, 'send'>;
  readonly mailBuilder: MailBuilder;
  /** Absent: nothing is signed. */
  readonly signMail?: MailSigning;
  readonly layout: MailLayout;
  readonly clock: Clock;
  /** Random bytes. */
  readonly random: (bytes: number) => Uint8Array;
  readonly logger: Logger;
  /** Told of what each send said about its connection. */
  readonly onSign?: (sign: ConnectionSign) => void;
}

/** What a send said about a connection. */
export interface ConnectionSign {
  /** The level whose connection it is. */
  readonly owner: Level;
  /** Host and port. */
  readonly server: string;
  readonly sign: Sign;
  readonly verdict: Verdict | null;
  /** Until when the server's certificate is good, if one was seen; epoch milliseconds. */
  readonly certificateUntil: number | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * How long a delivery waits whose level has no usable settings. A change of the settings releases it at once; this is for
 * what changes without one, such as a key or a file that came back.
 */
const HOLD_PAUSE = 5 * MINUTE;
/** Holds grow to this with the delivery's age, so that a great many that wait for days cost little. */
const LONGEST_HOLD_PAUSE = 15 * MINUTE;

/** Sends under way on one connection per session of its pool: one on the wire, one being written. */
const SENDS_PER_SESSION = 2;

/** A probe of the own server may take so long. */
const PROBE_PAUSE = 1 * MINUTE;
const STAYS = 'It may have reached the own server, so it waits for that one.';

/** Makes {@link DeliverOne}. */
export function createDeliverOne(deps: DeliverOneDeps): DeliverOne {
  const { routes, health, clock, logger } = deps;

  return async (claimed, signal) => {
    try {
      return await deliver(claimed, signal);
    } catch (error) {
      const { code, detail, message } = toAppError(error);
      if (code === 'storage-unavailable') throw error;
      logger.error({ delivery: claimed.delivery.id, code, detail }, 'a delivery met a defect');
      return settle(claimed, { kind: 'defect', text: message });
    }
  };

  async function deliver(claimed: ClaimedDelivery, signal: AbortSignal): Promise<DeliverResult> {
    if (clock.now() >= claimed.delivery.expiresAt) return settle(claimed, { kind: 'too-old' });
    const route = await routes.of(claimed.delivery.level);
    if (route.kind === 'held') {
      const { reason, text } = route;
      return settle(claimed, { kind: 'held', reason, text, until: await holdUntil(claimed, route) });
    }
    const rest = restForWrongSettings(route);
    if (rest !== null) return settle(claimed, { kind: 'held', ...restHold(rest) });
    const way = wayOut(route, { health, now: clock.now() });
    if (way.instead !== null && !mayGoElsewhere(claimed)) {
      const until = health.rest(laneOf(route), clock.now())?.until ?? clock.now() + PROBE_PAUSE;
      return settle(claimed, { kind: 'held', reason: 'connection-resting', text: STAYS, until });
    }
    const lane = laneOf(way.route);
    return health.room(lane, clock.now()) === 0 ? { kind: 'not-now', lane } : attempt(claimed, way, signal);
  }

  async function attempt(claimed: ClaimedDelivery, { route, instead }: WayOut, signal: AbortSignal) {
    const { key, maxConnections } = route.connection;
    let sign: Sign = { kind: 'none' };
    health.begin(key, maxConnections * SENDS_PER_SESSION);
    let ended = false;
    const end = (): void => {
      if (!ended) health.end(key, sign, clock.now());
      ended = true;
    };
    try {
      const thread = await lookUpThread(deps.storage, claimed);
      const after = waitAfter(claimed, thread, clock.now());
      if (after !== null) return settle(claimed, { kind: 'held', ...after });
      const composed = await compose(claimed, route, thread);
      if (!composed.ok) return settle(claimed, { kind: 'unrenderable', text: composed.problem });
      const made = await make(composed.mail, route);
      if (!made.ok) {
        const { reason, text } = made;
        return settle(claimed, { kind: 'held', reason, text, until: await holdUntil(claimed, route) });
      }
      const sent = await send(made.mail, route, signal);
      const outcome = instead === null ? sent : { ...sent, instead };
      if (outcome.kind === 'failed' && signal.aborted) return CALLED_OFF;
      sign = outcome.kind === 'accepted' ? { kind: 'works' } : signOf(outcome.failure, outcome.verdict);
      noteSender(route, outcome);
      deps.onSign?.(signSeen(route, outcome, { sign, at: clock.now() }));
      // What is known of the server now decides whether there is another way.
      end();
      const { messageId } = composed.mail.identity;
      return settle(claimed, outcome.kind === 'failed' ? outcome : { ...outcome, messageId }, {
        settingsChanged: instead === null && (await settingsChanged(route)),
        otherWay: instead === null && wayOut(route, { health, now: clock.now() }).instead !== null,
      });
    } finally {
      end();
    }
  }

  async function compose(
    { delivery, event, receivedAt }: ClaimedDelivery,
    route: OpenRoute,
    thread: Thread | null,
  ) {
    const composed = composeMessage({
      delivery,
      event,
      receivedAt,
      gathered: delivery.gathers === null ? null : await deps.storage.outbox.gathered(delivery.id),
      answered: thread?.answered ?? null,
      ruleName: delivery.ruleId === null ? null : await routes.ruleName(delivery.ruleId),
      organization: route.organization,
      sender: route.sender,
      layout: deps.layout,
      now: clock.now(),
    });
    if (composed.problem !== null) {
      logger.error(
        { delivery: delivery.id, eventType: event.type, problem: composed.problem },
        'a template failed',
      );
    }
    return composed;
  }

  async function make({ from, to, ...rest }: MailToBuild, { level, owner }: OpenRoute) {
    const raw = await deps.mailBuilder.build({ from, to, ...rest });
    const signed = (await deps.signMail?.(raw, { level, owner, from: from.address })) ?? { ok: true, raw };
    return signed.ok
      ? { ok: true as const, mail: { from: from.address, to: to.address, raw: signed.raw } }
      : signed;
  }

  async function send(mail: OutgoingMail, { connection }: OpenRoute, signal: AbortSignal): Promise<SendEnd> {
    const started = clock.now();
    const end = await deps.transport.send(connection, mail, signal);
    const took = clock.now() - started;
    if (end.kind === 'accepted') return { ...end, took };
    return { ...end, verdict: judge(end.failure, connection), server: serverOf(connection), took };
  }

  function settle(
    claimed: ClaimedDelivery,
    outcome: DeliveryOutcome,
    changed: Pick<Moment, 'settingsChanged' | 'otherWay'> = { settingsChanged: false, otherWay: false },
  ): DeliverResult {
    const moment = { now: clock.now(), random: fraction(deps.random(4)), ...changed };
    const verdict = 'verdict' in outcome ? outcome.verdict : null;
    return { kind: 'settle', settlement: nextState(claimed, outcome, moment), verdict };
  }

  /** Never throws: what a server answered must be stored whatever becomes of the configuration. */
  async function settingsChanged(route: Route): Promise<boolean> {
    try {
      return !(await routes.isCurrent(route));
    } catch {
      return false;
    }
  }

  /** Longer with age; not at all when the settings changed while this was looked at. */
  async function holdUntil({ delivery }: ClaimedDelivery, route: Route): Promise<number> {
    const now = clock.now();
    if (await settingsChanged(route)) return now;
    return now + Math.min(Math.max(now - delivery.createdAt, HOLD_PAUSE), LONGEST_HOLD_PAUSE);
  }

  function restForWrongSettings(route: OpenRoute): Rest | null {
    const rests = [route.connection.key, senderKey(route)].map((key) => health.rest(key, clock.now()));
    return rests.find((rest) => rest?.cause === 'configuration') ?? null;
  }

  /** A refused From rests for itself: others may send over the same connection under another one. */
  function noteSender(route: OpenRoute, outcome: SendEnd): void {
    if (outcome.kind === 'accepted' || outcome.verdict.reason !== 'sender-refused') return;
    if (outcome.verdict.kind !== 'configuration') return;
    health.begin(senderKey(route), 1);
    health.end(senderKey(route), { kind: 'configuration', reason: 'sender-refused' }, clock.now());
  }
}

type SendEnd = Extract<DeliveryOutcome, { kind: 'accepted' | 'failed' | 'unknown' }>;

const CALLED_OFF: DeliverResult = { kind: 'called-off' };

function signSeen(
  { owner, connection }: OpenRoute,
  outcome: SendEnd,
  seen: Pick<ConnectionSign, 'sign' | 'at'>,
): ConnectionSign {
  return {
    ...seen,
    owner,
    server: serverOf(connection),
    verdict: outcome.kind === 'accepted' ? null : outcome.verdict,
    certificateUntil: outcome.kind === 'accepted' ? (outcome.certificateUntil ?? null) : null,
  };
}

function serverOf({ host, port }: OpenRoute['connection']): string {
  return `${host}:${String(port)}`;
}

function restHold({ reason, until }: Rest) {
  const text = `Not tried: the server answered "${reason}" to others, and is asked again at ${new Date(until).toISOString()} or when the settings change.`;
  return { reason: 'connection-resting', text, until } as const;
}

/** Random bytes as a number from 0 up to but not including 1. */
function fraction(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => (value + byte) / 256, 0);
}
