import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** When a proxy cuts the connection over which a COMMIT comes: before the server sees it, or when it has answered. */
export type Cut = 'before-commit' | 'after-commit';

/** A way to the database that breaks where a test wants it. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts the connection with the next COMMIT. */
  cutNext(cut: Cut): void;
}

const COMMIT = Buffer.from('COMMIT\0');

/** Puts a proxy in front of the database of that URL; it goes away with the test. */
export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let next: Cut | null = null;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let cutsAnswer = false;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (bytes) => {
      const cut = bytes.includes(COMMIT) ? next : null;
      if (cut !== null) next = null;
      if (cut === 'before-commit') return void client.destroy();
      cutsAnswer ||= cut === 'after-commit';
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => (cutsAnswer ? client.destroy() : client.write(bytes)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  return { url: through.href, cutNext: (cut) => (next = cut) };
}
