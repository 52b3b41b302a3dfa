import { connect, isIPv6, type LookupFunction, type Socket } from 'node:net';
import { failed, success, type Attempt } from './attempt.ts';
import { failureOf } from './failure-of.ts';
import { underLimit, type Limit } from './limit.ts';

/** How long one address of several gets before the next is tried as well (RFC 8305 section 5). */
const NEXT_ADDRESS_AFTER = 500;

/** Told of each address that is tried, and of what came of it, such as `ECONNREFUSED`. */
export interface AddressWatcher {
  trying(address: string): void;
  tried(address: string, what: string): void;
}

/** A server's addresses and port. */
export interface Target {
  /** At least one, in the order to try them. */
  readonly addresses: readonly string[];
  readonly port: number;
  readonly watcher?: AddressWatcher;
}

/** Connects to the first address that answers. The socket reads nothing until someone listens. */
export function connectSocket({ addresses, port, watcher }: Target, limit: Limit): Promise<Attempt<Socket>> {
  return underLimit('connect', limit, (end) => {
    const socket = connect({
      host: addresses[0] ?? '',
      port,
      noDelay: true,
      ...(addresses.length > 1 ? severally(addresses, limit.ms) : {}),
    });
    // Stays for good: a socket that errors again while it is torn down must not end the process.
    socket.on('error', (error) => end(failed(failureOf(error, 'connect', { secrets: [] }))));
    if (watcher !== undefined) report(socket, watcher);
    socket.once('connect', () => {
      watcher?.tried(socket.remoteAddress ?? '?', 'connected');
      end(success(socket));
    });
    return () => socket.destroy();
  });
}

/** Hands all addresses to Node's own "happy eyeballs"; with one family alone, each gets its share of the time. */
function severally(
  addresses: readonly string[],
  ms: number,
): {
  readonly host: string;
  readonly autoSelectFamily: true;
  readonly autoSelectFamilyAttemptTimeout: number;
  readonly lookup: LookupFunction;
} {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  const families = new Set(all.map(({ family }) => family));
  return {
    host: 'looked-up',
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout:
      families.size > 1 ? NEXT_ADDRESS_AFTER : Math.max(Math.floor(ms / all.length), 10),
    lookup: (_host, _options, callback) => callback(null, all),
  };
}

function report(socket: Socket, watcher: AddressWatcher): void {
  socket.on('connectionAttempt', (address) => watcher.trying(address));
  socket.on('connectionAttemptFailed', (...attempt) => {
    const [address, , , error] = attempt;
    watcher.tried(address, codeOf(error));
  });
  socket.on('connectionAttemptTimeout', (address) => watcher.tried(address, 'no answer'));
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
