import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the endpoint answers: an OAuth 2.0 answer (RFC 6749 section 5) with its status. */
export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An OAuth 2.0 token endpoint on a free port of 127.0.0.1. */
export interface TokenEndpoint {
  readonly url: string;
  /** The forms it was sent, in order. */
  readonly requests: readonly Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

/** Starts a {@link TokenEndpoint}. `answer` is given the form and how many came before. */
export async function startTokenEndpoint(
  answer: (form: Readonly<Record<string, string>>, before: number) => TokenAnswer,
): Promise<TokenEndpoint> {
  const requests: Readonly<Record<string, string>>[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const form = Object.fromEntries(new URLSearchParams(body));
      const { status, body: json } = answer(form, requests.length);
      requests.push(form);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
