import { afterEach, describe, expect, it } from 'vitest';
import { RawConnection } from './raw-http.ts';
import { KNOWN_SOURCE, OTHER_SOURCE, startShell, type Shell } from './start-shell.ts';

const POST = `POST /webhooks/${KNOWN_SOURCE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;

let shell: Shell | undefined;
const connections: RawConnection[] = [];

async function start(options: Parameters<typeof startShell>[0] = {}): Promise<Shell> {
  shell = await startShell(options);
  return shell;
}

function open(url: string): RawConnection {
  const connection = new RawConnection(url);
  connections.push(connection);
  return connection;
}

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.destroy();
  await shell?.stop();
  shell = undefined;
});

describe('the body of a webhook', () => {
  it('reaches the door byte by byte as it was sent', async () => {
    const { url, received } = await start();
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index % 256);
    const reply = await fetch(`${url}/webhooks/${KNOWN_SOURCE}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: bytes,
    });
    expect(reply.status).toBe(202);
    expect(Buffer.from(received[0]?.body ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  it('may come in chunks, and may be empty', async () => {
    const { url, received } = await start();
    const connection = open(url);
    connection.send(`${POST}Transfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n5\r\n": 1}\r\n0\r\n\r\n`);
    expect((await connection.reply()).status).toBe(202);
    const empty = open(url);
    empty.send(`${POST}Content-Length: 0\r\n\r\n`);
    expect((await empty.reply()).status).toBe(202);
    expect(received.map(({ body }) => Buffer.from(body).toString())).toEqual(['{"a": 1}', '']);
  });

  it('of exactly the limit is taken, declared or in chunks', async () => {
    const { url } = await start({ bodyLimit: 1_000 });
    const body = 'x'.repeat(1_000);
    const declared = open(url);
    declared.send(`${POST}Content-Length: 1000\r\n\r\n${body}`);
    const chunked = open(url);
    chunked.send(`${POST}Transfer-Encoding: chunked\r\n\r\n3e8\r\n${body}\r\n0\r\n\r\n`);
    expect((await declared.reply()).status).toBe(202);
    expect((await chunked.reply()).status).toBe(202);
  });

  it('declared over the limit is refused with 413 before a byte of it is sent', async () => {
    const { url, received } = await start({ bodyLimit: 1_000 });
    const connection = open(url);
    connection.send(`${POST}Content-Length: 5000000000\r\n\r\n`);
    const reply = await connection.reply();
    expect(reply.status).toBe(413);
    expect(JSON.parse(reply.body)).toMatchObject({
      type: '/problems/body-too-large',
      detail: 'The body may have at most 1000 bytes.',
    });
    expect(reply.headers.connection).toBe('close');
    await connection.untilClosed();
    expect(received).toEqual([]);
  });

  it('over the limit in chunks is refused with 413 at the first byte too many', async () => {
    const { url, received } = await start({ bodyLimit: 1_000 });
    const connection = open(url);
    connection.send(`${POST}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${'x'.repeat(1_001)}\r\n`);
    expect((await connection.reply()).status).toBe(413);
    await connection.untilClosed();
    expect(received).toEqual([]);
  });

  it('over the limit that a client insists on sending does not take the answer away from it', async () => {
    const { url } = await start({ bodyLimit: 1_000 });
    const reply = await fetch(`${url}/webhooks/${KNOWN_SOURCE}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array(3_000_000),
    });
    expect(reply.status).toBe(413);
    expect(await reply.json()).toMatchObject({ status: 413 });
  });

  it('that comes too slowly is answered with 408', async () => {
    const { url, received } = await start({ bodyTimeout: 50 });
    const connection = open(url);
    connection.send(`${POST}Content-Length: 10\r\n\r\n{`);
    const reply = await connection.reply();
    expect(reply.status).toBe(408);
    expect(JSON.parse(reply.body)).toMatchObject({ type: '/problems/request-timeout' });
    await connection.untilClosed();
    expect(received).toEqual([]);
  });

  it('is asked for when the sender waits to be asked, and refused unseen when it is unwanted', async () => {
    const { url } = await start({ bodyLimit: 1_000 });
    const wanted = open(url);
    wanted.send(`${POST}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n`);
    await new Promise((resolve) => wanted.socket.once('received', resolve));
    wanted.send('{}');
    wanted.socket.end();
    expect(await wanted.untilClosed()).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /);

    const unwanted = open(url);
    unwanted.send(`${POST}Content-Length: 2000\r\nExpect: 100-continue\r\n\r\n`);
    expect((await unwanted.reply()).status).toBe(413);
    expect(await unwanted.untilClosed()).not.toContain('100 Continue');
  });

  it('of a sender that goes away half-way is nobody’s', async () => {
    const { url, received } = await start();
    const connection = open(url);
    connection.send(`${POST}Content-Length: 10\r\n\r\n{`);
    connection.socket.end();
    await connection.untilClosed();
    expect(received).toEqual([]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('is not read before its turn has come, nor after its sender has gone meanwhile', async () => {
    const turn = Promise.withResolvers<null>();
    const stood = Promise.withResolvers<null>();
    const { url, received } = await start({
      turn: () => {
        stood.resolve(null);
        return turn.promise;
      },
    });
    const gone = open(url);
    gone.send(`${POST}Content-Length: 4\r\n\r\ngone`);
    await stood.promise;
    const waiting = open(url);
    waiting.send(`${POST}Content-Length: 4\r\n\r\nhere`);
    gone.destroy();
    // Answered after the end of the other connection has been seen.
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(received).toEqual([]);
    turn.resolve(null);
    expect((await waiting.reply()).status).toBe(202);
    expect(received.map(({ body }) => Buffer.from(body).toString())).toEqual(['here']);
  });

  it('is answered with 503 while the bodies of its source under way fill what they may hold, and of no other source', async () => {
    const { url } = await start({ budget: 3_000 });
    const first = open(url);
    first.send(`${POST}Content-Length: 1000\r\n\r\n${'x'.repeat(999)}`);
    const second = open(url);
    let status = 0;
    // The first body is on its way through another socket: ask until it has arrived.
    while (status !== 503) {
      const reply = await fetch(`${url}/webhooks/${KNOWN_SOURCE}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: 'x'.repeat(999),
      });
      status = reply.status;
      if (status === 503) expect(reply.headers.get('retry-after')).toBe('5');
    }
    const other = await fetch(`${url}/webhooks/${OTHER_SOURCE}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(999),
    });
    expect(other.status).toBe(202);
    first.send('x');
    expect((await first.reply()).status).toBe(202);
    second.send(`${POST}Content-Length: 999\r\n\r\n${'x'.repeat(999)}`);
    expect((await second.reply()).status).toBe(202);
  });
});
