import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { NewId } from '@postern/core';
import type { ListenAddress } from '../config-values.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { InFlight } from './in-flight.ts';
import { problemBody, problemHeaders } from './respond-problem.ts';

/** How patient the server is with slow senders, in milliseconds. */
export interface HttpTimeouts {
  /** For the header section. */
  readonly headers: number;
  /** For a whole request; also the backstop for bodies that are being discarded. */
  readonly request: number;
  /** How long an idle connection is kept. */
  readonly keepAlive: number;
}

/** What senders get unless a test is in a hurry. Longer kept than the 60 s that load balancers commonly reuse a connection for. */
export const HTTP_TIMEOUTS: HttpTimeouts = { headers: 10_000, request: 30_000, keepAlive: 65_000 };

/** A server that is listening. */
export interface ListeningServer {
  /** Such as `http://127.0.0.1:8025`, with the port that was taken. */
  readonly url: string;
  /**
   * Takes nothing new, lets requests under way end for at most `grace` milliseconds, then cuts what is left.
   */
  stop(grace: number): Promise<void>;
}

/**
 * Listens with the handler.
 * @throws the system's error, such as EADDRINUSE.
 */
export async function listenHttp(
  handler: RequestListener,
  options: { readonly address: ListenAddress; readonly timeouts: HttpTimeouts; readonly newId: NewId },
): Promise<ListeningServer> {
  const { timeouts } = options;
  const inFlight = new InFlight();
  const server = createServer({
    headersTimeout: timeouts.headers,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    connectionsCheckingInterval: Math.min(1_000, timeouts.headers),
  });
  const onRequest: RequestListener = (request, response) => {
    inFlight.track(response);
    handler(request, response);
  };
  server.on('request', onRequest);
  // Who asks first (`Expect: 100-continue`) is told to go on by whoever reads the body, and refused before sending it otherwise.
  server.on('checkContinue', onRequest);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    refuseConnection(error, socket, { inFlight, newId: options.newId });
  });
  await listening(server, options.address);
  return { url: urlOf(server), stop: (grace) => stopServer(server, inFlight, grace) };
}

function listening(server: Server, address: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address.host, port: address.port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${String(port)}`;
}

function stopServer(server: Server, inFlight: InFlight, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, grace);
    inFlight.closeConnections();
    // Closes idle connections too; one that is kept alive by an answer under way ends with that answer.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Answers what is not HTTP or did not arrive in time; Express never sees it. */
function refuseConnection(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  deps: { readonly inFlight: InFlight; readonly newId: NewId },
): void {
  if (error.code === 'ECONNRESET' || !socket.writable || deps.inFlight.has(socket)) {
    socket.destroy();
    return;
  }
  const code = problemOf(error.code);
  const body = JSON.stringify(problemBody(code, { requestId: deps.newId() }));
  const headers = {
    ...problemHeaders(code),
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = PROBLEMS[code];
  socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

function problemOf(code: string | undefined): ProblemCode {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-timeout' : 'request-malformed';
}
