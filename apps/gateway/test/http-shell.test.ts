import { afterEach, describe, expect, it } from 'vitest';
import { PROBLEMS } from '../src/problems.ts';
import { problemSchema } from '../src/http/problem-schema.ts';
import { RawConnection } from './raw-http.ts';
import { KNOWN_SOURCE, startShell, type Shell } from './start-shell.ts';

let shell: Shell | undefined;
const connections: RawConnection[] = [];

async function start(options: Parameters<typeof startShell>[0] = {}): Promise<string> {
  shell = await startShell(options);
  return shell.url;
}

function open(url: string): RawConnection {
  const connection = new RawConnection(url);
  connections.push(connection);
  return connection;
}

function post(url: string, headers: Record<string, string> = {}, body = '{}'): Promise<Response> {
  return fetch(`${url}/webhooks/${KNOWN_SOURCE}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
}

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.destroy();
  await shell?.stop();
  shell = undefined;
});

describe('a webhook’s content type', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'application/cloudevents+json',
    'application/vnd.example.v1+json; x=1',
  ])('%s is taken', async (type) => {
    expect((await post(await start(), { 'content-type': type })).status).toBe(202);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/json',
    'application/+json',
    '',
  ])('%s is refused with 415', async (type) => {
    const reply = await post(await start(), { 'content-type': type });
    expect(reply.status).toBe(415);
    expect(await reply.json()).toMatchObject({ type: '/problems/content-type-unsupported' });
  });

  it('may not be left out', async () => {
    const connection = open(await start());
    connection.send(`POST /webhooks/${KNOWN_SOURCE} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`);
    expect((await connection.reply()).status).toBe(415);
  });

  it('does not save a compressed body, since signatures are over the bytes sent', async () => {
    const url = await start();
    for (const encoding of ['gzip', 'br', 'x', 'gzip, identity']) {
      const reply = await post(url, { 'content-encoding': encoding });
      expect(reply.status).toBe(415);
      expect(reply.headers.get('accept-encoding')).toBe('identity');
      expect(await reply.json()).toMatchObject({ type: '/problems/content-encoding-unsupported' });
    }
    expect((await post(url, { 'content-encoding': 'identity' })).status).toBe(202);
  });
});

describe('a method that is not for this address', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s on a webhook is 405 with Allow',
    async (method) => {
      const url = await start();
      for (const source of [KNOWN_SOURCE, 'unknown']) {
        const reply = await fetch(`${url}/webhooks/${source}`, { method });
        expect(reply.status).toBe(405);
        expect(reply.headers.get('allow')).toBe('POST');
      }
    },
  );

  it.each(['/healthz', '/readyz', '/metrics', '/openapi.json', '/', '/problems/internal'])(
    'POST on %s is 405 with Allow',
    async (path) => {
      const reply = await fetch(`${await start()}${path}`, { method: 'POST', body: 'x' });
      expect(reply.status).toBe(405);
      expect(reply.headers.get('allow')).toBe('GET, HEAD');
    },
  );
});

describe('the request id', () => {
  it('of the sender is taken over when it is sane, in header and body', async () => {
    const reply = await post(await start(), { 'x-request-id': 'trace-42.a:b_C' });
    expect(reply.headers.get('x-request-id')).toBe('trace-42.a:b_C');
    expect(await reply.json()).toMatchObject({ requestId: 'trace-42.a:b_C' });
  });

  it.each(['', 'a b', '<script>', 'x'.repeat(65), 'é'])('%j of the sender is replaced', async (id) => {
    const reply = await post(await start(), { 'x-request-id': id });
    const own = reply.headers.get('x-request-id') ?? '';
    expect(own).toMatch(/^[0-9a-f-]{36}$/);
    expect(await reply.json()).toMatchObject({ requestId: own });
  });
});

describe('a problem', () => {
  it('is one of RFC 9457, with a type that can be looked up', async () => {
    const url = await start();
    const reply = await fetch(`${url}/nowhere?token=hidden`, { headers: { 'x-request-id': 'abc' } });
    expect(reply.status).toBe(404);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const body = problemSchema.parse(await reply.json());
    expect(body).toEqual({
      type: '/problems/not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address.',
      requestId: 'abc',
    });
    const refused = await fetch(`${url}/webhooks/hidden`, { method: 'PUT' });
    expect(await refused.json()).toMatchObject({ instance: '/webhooks/:source' });
    const page = await fetch(new URL(body.type, url));
    expect(page.headers.get('content-type')).toContain('text/plain');
    expect(await page.text()).toContain('not-found');
  });

  it('has a page for every code and for no other', async () => {
    const url = await start();
    for (const code of Object.keys(PROBLEMS))
      expect((await fetch(`${url}/problems/${code}`)).status).toBe(200);
    for (const code of ['constructor', '__proto__', 'nope']) {
      expect((await fetch(`${url}/problems/${code}`)).status).toBe(404);
    }
  });

  it('of a path that cannot be decoded is the sender’s', async () => {
    const connection = open(await start());
    connection.send('POST /webhooks/%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
    const reply = await connection.reply();
    expect(reply.status).toBe(400);
    expect(problemSchema.parse(JSON.parse(reply.body)).type).toBe('/problems/request-malformed');
  });

  it('of a defect says nothing of its inside', async () => {
    const url = await start({ receive: () => Promise.reject(new Error('at /srv/postern/secret-place')) });
    const reply = await post(url);
    expect(reply.status).toBe(500);
    const text = await reply.text();
    expect(problemSchema.parse(JSON.parse(text)).type).toBe('/problems/internal');
    expect(text).not.toContain('secret-place');
  });
});

describe('what is not HTTP, or too slow to be', () => {
  it('is answered with 400', async () => {
    const connection = open(await start());
    connection.send('EHLO postern\r\n\r\n');
    const reply = await connection.reply();
    expect(reply.status).toBe(400);
    expect(problemSchema.parse(JSON.parse(reply.body)).type).toBe('/problems/request-malformed');
    await connection.untilClosed();
  });

  it('is answered with 400 when two lengths could smuggle a request', async () => {
    const connection = open(await start());
    connection.send(
      `POST /webhooks/${KNOWN_SOURCE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    );
    expect((await connection.reply()).status).toBe(400);
    await connection.untilClosed();
  });

  it('is answered with 431 when its headers are too large', async () => {
    const connection = open(await start());
    connection.send(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect((await connection.reply()).status).toBe(431);
    await connection.untilClosed();
  });

  it('is answered with 408 when its headers drip in, and holds up nobody else', async () => {
    const url = await start({ timeouts: { headers: 100, request: 200 } });
    const slow = open(url);
    slow.send('POST /webhooks/known HTTP/1.1\r\nHost: x\r\nX-Drip: ');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const reply = await slow.reply();
    expect(reply.status).toBe(408);
    expect(problemSchema.parse(JSON.parse(reply.body)).type).toBe('/problems/request-timeout');
    await slow.untilClosed();
  });
});

describe('every answer', () => {
  it('carries the headers that keep browsers from harm and says nothing about the software', async () => {
    const reply = await fetch(`${await start()}/healthz`);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
    });
    expect(reply.headers.get('x-powered-by')).toBeNull();
  });
});

describe('a graceful stop', () => {
  it('lets a request under way end, closes kept connections and takes nothing new', async () => {
    const entered = Promise.withResolvers<undefined>();
    const release = Promise.withResolvers<undefined>();
    const running = await startShell({
      receive: async () => {
        entered.resolve(undefined);
        await release.promise;
        return { kind: 'repeat', reportId: 'r' };
      },
    });
    const idle = open(running.url);
    idle.send('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await idle.reply();
    const busy = open(running.url);
    busy.send(
      `POST /webhooks/${KNOWN_SOURCE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
    );
    await entered.promise;

    const stopped = running.stop();
    await idle.untilClosed();
    await expect(fetch(`${running.url}/healthz`)).rejects.toThrow();
    release.resolve(undefined);
    const reply = await busy.reply();
    expect(reply.status).toBe(200);
    expect(reply.headers.connection).toBe('close');
    await busy.untilClosed();
    await stopped;
  });
});
