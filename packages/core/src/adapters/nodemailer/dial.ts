import type { Socket } from 'node:net';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { Clock } from '../../kernel/clock.ts';
import type { Timers } from '../../kernel/timers.ts';
import { isPublic, isReachable } from '../../settings/reachable-address.ts';
import { NOT_TOLD_WHY } from '../../smtp/not-told-why.ts';
import type { SmtpConnection } from '../../smtp/smtp-connection.ts';
import { failed, success, type Attempt } from './attempt.ts';
import { connectSocket } from './connect-socket.ts';
import { underLimit, type Limit } from './limit.ts';
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
  /** An address is being tried. */
  trying(address: string): void;
  /** What came of it, such as `ECONNREFUSED`. */
  tried(address: string, what: string): void;
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
  const allowed = allowedAddresses(found.value, connection);
  if (!allowed.ok) return allowed;
  const addresses = allowed.value;
  watcher?.resolved(addresses);

  const guarded = connection.allowedNetworks !== null && !addresses.every(isPublic);
  const tried = watcher === undefined || guarded ? {} : { watcher };
  const connected = await connectSocket({ addresses, port: connection.port, ...tried }, limit);
  if (!connected.ok) return guarded ? noAnswer(connection, limit) : connected;
  watcher?.connected();

  if (connection.security !== 'implicit-tls') return connected;
  const secured = await secureSocket(connected.value, tls, limit);
  if (secured.ok) watcher?.securedFromFirstByte(secured.value);
  return secured;
}

/** Judged by the address that is connected to, so that a name cannot say one thing now and another later. */
function allowedAddresses(
  found: readonly string[],
  { allowedNetworks, host }: SmtpConnection,
): Attempt<readonly string[]> {
  if (allowedNetworks === null) return success(found);
  const allowed = found.filter((address) => isReachable(address, allowedNetworks));
  if (allowed.length > 0) return success(allowed);
  return failed({
    stage: 'connect',
    kind: 'address-not-allowed',
    reply: null,
    text: `No address of ${host} is one that organizations may use.`,
  });
}

/**
 * The same words and the same time whether an address in a private network refuses or is silent: neither an organization's
 * test nor what its delivery log says of its mail may become a way to look around there.
 */
async function noAnswer({ connectTimeout }: SmtpConnection, limit: Limit): Promise<Attempt<never>> {
  const waited = await underLimit<never>('connect', limit, () => () => undefined);
  if (!waited.ok && waited.failure.kind === 'local') return waited;
  return failed({
    stage: 'connect',
    kind: 'timeout',
    reply: null,
    code: NOT_TOLD_WHY,
    text: `No connection within ${String(connectTimeout)} ms.`,
  });
}
