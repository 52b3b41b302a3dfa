import type { IncomingMessage, Server } from 'node:http';
import { eventually } from '@postern/core/testing';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';

/** What Slack sends; a slash command unless told otherwise. */
type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** The other end of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketModeEnd {
  /** A new address, good for one connection. */
  newUrl(origin: string): string;
  /** Sends something down one connection and waits for its acknowledgement; gives what the acknowledgement carried. */
  send(payload: Readonly<Record<string, unknown>>, type?: EnvelopeType): Promise<unknown>;
  /** From now on connections are accepted, but Slack does not say hello. */
  keepQuiet(): void;
  /** Asks every connection to come again, as Slack does every few hours. */
  refresh(): void;
  /** How many connections are open. */
  connections(): number;
  /** How many connections there have been. */
  connected(): number;
  stop(): Promise<void>;
}

const acknowledgement = z.strictObject({ envelope_id: z.string(), payload: z.unknown().optional() });

/** Serves Socket Mode on an HTTP server's upgrades. */
export function serveSocketMode(server: Server): SocketModeEnd {
  const tickets = new Set<string>();
  const sockets = new Set<WebSocket>();
  const acknowledged = new Map<string, unknown>();
  const endpoint = new WebSocketServer({ noServer: true });
  let issued = 0;
  let sent = 0;
  let connected = 0;
  let quiet = false;

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://stand-in').searchParams.get('ticket') ?? '';
    // Single use: the second connection with the same address is turned away.
    if (!tickets.delete(ticket)) {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return;
    }
    endpoint.handleUpgrade(request, socket, head, (opened) => {
      accept(opened);
    });
  });

  function accept(socket: WebSocket): void {
    sockets.add(socket);
    connected += 1;
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data: Buffer) => {
      const { envelope_id: id, payload } = acknowledgement.parse(JSON.parse(data.toString('utf8')));
      acknowledged.set(id, payload ?? null);
    });
    if (!quiet)
      socket.send(JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: {} }));
  }

  return {
    newUrl(origin) {
      issued += 1;
      const ticket = `ticket-${issued}`;
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link?ticket=${ticket}`;
    },
    async send(payload, type = 'slash_commands') {
      const socket = await eventually('a Socket Mode connection', () => [...sockets][0]);
      sent += 1;
      const envelopeId = `envelope-${sent}`;
      const envelope = {
        envelope_id: envelopeId,
        type,
        accepts_response_payload: true,
        payload,
      };
      socket.send(JSON.stringify(envelope));
      // Slack shows `operation_timeout` after 3 s.
      await eventually('an acknowledgement', () => acknowledged.has(envelopeId), { within: 3_000 });
      return acknowledged.get(envelopeId);
    },
    keepQuiet() {
      quiet = true;
    },
    refresh() {
      for (const socket of sockets)
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    },
    connections: () => sockets.size,
    connected: () => connected,
    async stop() {
      for (const socket of sockets) socket.terminate();
      await new Promise((done) => {
        endpoint.close(done);
      });
    },
  };
}
