import { connect } from 'node:net';
import type { SecurityMode } from '../../../src/smtp/smtp-connection.ts';

/** Whether the listener is ready: it greets, or turns the caller away, or takes connections where TLS comes first. */
export function isListening({
  port,
  security,
}: {
  readonly port: number;
  readonly security: SecurityMode;
}): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    // A server that fails to start may take connections and never answer.
    socket.setTimeout(2_000, () => socket.destroy());
    const end = (ready: boolean): void => {
      // With a goodbye, so that no server logs a client that was lost.
      if (ready && security !== 'implicit-tls') socket.end('QUIT\r\n');
      else socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => {
      if (security === 'implicit-tls') end(true);
    });
    socket.once('data', (greeting: Buffer) => end(/^(220|421)/.test(greeting.toString())));
    socket.once('error', () => end(false));
    socket.once('close', () => resolve(false));
  });
}
