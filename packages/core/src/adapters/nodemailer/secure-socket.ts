import type { Socket } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { failed, success, type Attempt } from './attempt.ts';
import { failureOf } from './failure-of.ts';
import { underLimit, type Limit } from './limit.ts';

/** Speaks TLS from the first byte. What the options demand of the certificate has been checked when this succeeds. */
export function secureSocket(
  socket: Socket,
  options: ConnectionOptions,
  limit: Limit,
): Promise<Attempt<TLSSocket>> {
  return underLimit('starttls', limit, (end) => {
    const secured = connect({ ...options, socket });
    const fail = (error: Error): void => {
      socket.destroy();
      end(failed(failureOf(error, 'starttls', { secrets: [] })));
    };
    const lost = (): void =>
      fail(Object.assign(new Error('Connection closed unexpectedly'), { code: 'ETLS' }));
    // Stays for good: a socket that errors again while it is torn down must not end the process.
    secured.on('error', fail);
    secured.once('close', lost);
    secured.once('secureConnect', () => {
      secured.off('close', lost);
      end(success(secured));
    });
    return () => secured.destroy();
  });
}
