import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from '../config-values.ts';
import type { InstallRoute } from './create-installer.ts';

/** Serves browsers where Slack itself does not come by HTTP. */
export interface InstallServer {
  /** Gives the port. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/** Serves those addresses and nothing else. */
export function createInstallServer(listen: ListenAddress, routes: readonly InstallRoute[]): InstallServer {
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const route = request.method === 'GET' ? routes.find((one) => one.path === path) : undefined;
    if (route === undefined) response.writeHead(404).end();
    else void route.handler(request, response);
  });
  return {
    start: () =>
      new Promise((done, failed) => {
        server.once('error', failed);
        server.listen(listen, () => done((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
      }),
  };
}
