import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { systemTimers, type Timers } from '../../kernel/timers.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { SmtpFailure } from '../../smtp/smtp-failure.ts';
import type { SendOutcome, SmtpTransport } from '../../smtp/smtp-transport.ts';
import { createAccessTokens } from './access-tokens.ts';
import { lookUp as systemLookUp, type LookUp } from './look-up.ts';
import { openSession, type Opening } from './open-session.ts';
import { SessionPool } from './session-pool.ts';
import { SMTP_TIMING, type SmtpTiming } from './smtp-timing.ts';
import type { TokenKeeping } from './token-vault.ts';
import { createTlsOptions } from './tls-options.ts';

/** What the transport and the diagnosis are made of. */
export interface SmtpParts {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where access tokens are kept for all processes. */
  readonly tokens: TokenKeeping;
  /** The event loop's, unless given. */
  readonly timers?: Timers;
  /** The system's resolver, unless given: the place for a policy on addresses. */
  readonly lookUp?: LookUp;
  /** {@link SMTP_TIMING}, changed by what is given. */
  readonly timing?: Partial<SmtpTiming>;
}

/** What sessions are opened with, from the parts. */
export function openingOf({
  clock,
  tokens,
  timers = systemTimers,
  lookUp = systemLookUp,
  timing,
}: SmtpParts): Opening {
  const whole = { ...SMTP_TIMING, ...timing };
  return {
    clock,
    timers,
    lookUp,
    timing: whole,
    tokens: createAccessTokens({ clock, timers, timeout: whole.token, keeping: tokens }),
    tlsOptionsOf: createTlsOptions(),
  };
}

/**
 * Sends mail over kept sessions, a pool for each connection: at most `maxConnections` sessions and `maxMessagesPerMinute`.
 * A kept session that the server has closed meanwhile is replaced once, as long as nothing of the message was accepted.
 */
export function createSmtpTransport(parts: SmtpParts): SmtpTransport {
  const opening = openingOf(parts);
  const { clock, timers, timing } = opening;
  const pools = new Map<string, SessionPool>();
  let closing: Promise<void> | null = null;

  function poolOf(key: string): SessionPool {
    const known = pools.get(key);
    if (known !== undefined) return known;
    for (const [other, pool] of pools) if (pool.isForgettable) pools.delete(other);
    const open = async (connection: SmtpConnection, signal: AbortSignal) => {
      const opened = await openSession(connection, opening, { signal });
      logOpening(parts.logger, connection, opened.ok ? null : opened.failure);
      return opened;
    };
    const pool = new SessionPool({ clock, timers, idle: timing.idle, open });
    pools.set(key, pool);
    return pool;
  }

  return {
    send(connection, mail, signal) {
      if (closing !== null) return Promise.resolve(CLOSED);
      return poolOf(connection.key).send(connection, mail, signal);
    },
    retire: (key) => pools.get(key)?.retire(),
    close() {
      closing ??= Promise.all([...pools.values()].map((pool) => pool.close())).then(() => undefined);
      return closing;
    },
  };
}

const CLOSED: SendOutcome = {
  kind: 'failed',
  failure: { stage: 'connect', kind: 'local', reply: null, text: 'Sending has ended: Postern is stopping.' },
};

function logOpening(
  logger: Logger,
  { key, host, port, security }: SmtpConnection,
  failure: SmtpFailure | null,
): void {
  const fields = { connection: key, host, port, security };
  if (failure === null) logger.debug(fields, 'SMTP session opened');
  else
    logger.info(
      { ...fields, stage: failure.stage, failure: failure.kind, text: failure.text },
      'SMTP session failed',
    );
}
