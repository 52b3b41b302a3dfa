import type { Socket } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { Clock } from '../../kernel/clock.ts';
import type { Timers } from '../../kernel/timers.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import type { Attempt } from './attempt.ts';
import { connectSocket } from './connect-socket.ts';
import type { LookUp } from './look-up.ts';
import { secureSocket } from './secure-socket.ts';

/** What connecting needs of the outside. */
export interface Dialling {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly lookUp: LookUp;
}

/** Told what was found on the way, for a diagnosis. */
export interface DialWatcher {
  resolved(addresses: readonly string[]): void;
  tried(what: string): void;
  connected(): void;
  /** TLS from the first byte is up, and the certificate has been checked. */
  securedFromFirstByte(socket: TLSSocket): void;
}

/** How one connection is made. */
export interface DialOptions {
  readonly tls: ConnectionOptions;
  readonly signal: AbortSignal;
  readonly watcher?: DialWatcher;
}

/** A socket up to where SMTP begins: connected, and with implicit TLS secured. All of it within `connectTimeout`. */
export async function dial(
  connection: SmtpConnection,
  { clock, timers, lookUp }: Dialling,
  { tls, signal, watcher }: DialOptions,
): Promise<Attempt<Socket | TLSSocket>> {
  const deadline = clock.now() + connection.connectTimeout;
  const limit = {
    signal,
    timers,
    get ms(): number {
      return Math.max(deadline - clock.now(), 1);
    },
  };

  const found = await lookUp(connection.host, limit);
  if (!found.ok) return found;
  watcher?.resolved(found.value);

  const tried = watcher === undefined ? {} : { tried: (what: string): void => watcher.tried(what) };
  const connected = await connectSocket({ addresses: found.value, port: connection.port, ...tried }, limit);
  if (!connected.ok) return connected;
  watcher?.connected();

  if (connection.security !== 'implicit-tls') return connected;
  const secured = await secureSocket(connected.value, tls, limit);
  if (secured.ok) watcher?.securedFromFirstByte(secured.value);
  return secured;
}
