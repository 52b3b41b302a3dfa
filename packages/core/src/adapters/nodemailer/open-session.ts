import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { AccessTokens } from './access-tokens.ts';
import { success, type Attempt } from './attempt.ts';
import { dial, type Dialling, type DialWatcher } from './dial.ts';
import { SmtpSession } from './smtp-session.ts';
import type { SmtpTiming } from './smtp-timing.ts';
import type { TlsOptionsOf } from './tls-options.ts';
import type { WireWatcher } from './wire-stages.ts';

/** What sessions are opened with. */
export interface Opening extends Dialling {
  readonly tokens: AccessTokens;
  readonly tlsOptionsOf: TlsOptionsOf;
  readonly timing: SmtpTiming;
}

/** How one session is opened. */
export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly watcher?: DialWatcher & WireWatcher & { opened(session: SmtpSession): void };
}

/** A session that is signed in and ready for a message, or why there is none. */
export async function openSession(
  connection: SmtpConnection,
  opening: Opening,
  { signal, watcher }: OpenOptions,
): Promise<Attempt<SmtpSession>> {
  const tls = opening.tlsOptionsOf(connection);
  if (!tls.ok) return tls;
  const watched = watcher === undefined ? {} : { watcher };
  const socket = await dial(connection, opening, { tls: tls.value, signal, ...watched });
  if (!socket.ok) return socket;
  const session = new SmtpSession({
    ...opening,
    ...watched,
    connection,
    socket: socket.value,
    tls: tls.value,
  });
  watcher?.opened(session);
  const opened = await session.open(signal);
  return opened.ok ? success(session) : opened;
}
