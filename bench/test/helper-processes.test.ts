import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { makeCertificate } from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openPorts } from '../src/measures/measuring.ts';
import { Worker } from '../src/workers/worker.ts';

const SECRET = 'bench-secret';

function start(name: string): Worker {
  const worker = Worker.start(name);
  onTestFinished(() => worker.end());
  return worker;
}

describe('the load generator', { timeout: 60_000 }, () => {
  it('posts every webhook once, signed, and tells what was not accepted', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const right = createHmac('sha256', SECRET).update(body).digest('base64');
        expect(request.headers['x-uipath-signature']).toBe(right);
        const { EventId } = z.looseObject({ EventId: z.string() }).parse(JSON.parse(body.toString()));
        seen.push(EventId);
        response.writeHead(EventId === 'bench-7' ? 503 : 202, { 'content-length': '2' }).end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const target = {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      path: '/webhooks/x',
      secret: SECRET,
    };
    const load = start('http-load');
    const answer = z.looseObject({ took: z.array(z.number()), refused: z.record(z.string(), z.number()) });

    const atOnce = { target, first: 0, count: 20, connections: 4, perSecond: null };
    const first = await load.ask(atOnce, answer, 30_000);
    const steady = await load.ask({ ...atOnce, first: 20, perSecond: 1_000 }, answer, 30_000);

    expect(seen.toSorted()).toEqual(
      Array.from({ length: 40 }, (_, number) => `bench-${String(number)}`).toSorted(),
    );
    expect([first.refused, steady.refused]).toEqual([{ '503': 1 }, {}]);
    expect(first.took.every((took) => took > 0)).toBe(true);
  });
});

describe('nodemailer’s pool and the sink', { timeout: 60_000 }, () => {
  const sample = Buffer.from(
    'From: robots@platform.example\r\nTo: ops@acme.example\r\nSubject: Bench0000000 faulted\r\n' +
      'Content-Type: text/plain; charset=utf-8\r\n\r\nHello\r\n',
  );
  it.each([
    ['composing', 'plain'],
    ['prepared', 'plain'],
    ['composing', 'secure'],
  ] as const)('%s, %s: every mail arrives once, told apart by its number', async (kind, how) => {
    const sink = start('smtp-sink');
    const pool = start('mail-pool');
    const { smtpPort, secure } = await openPorts(sink);
    const to =
      how === 'plain'
        ? { port: smtpPort, authority: null }
        : { port: secure.smtpPort, authority: secure.authority };
    await pool.ask({ ...to, connections: 2, sample, kind, mails: 25 }, z.unknown(), 30_000);
    const arrived = await sink.ask(
      { do: 'await', mails: 25 },
      z.looseObject({ numbers: z.array(z.int()), doubled: z.int() }),
      30_000,
    );
    expect(arrived.numbers.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 25 }, (_, number) => number),
    );
    expect(arrived.doubled).toBe(0);
  });
});

describe('the sink with STARTTLS', { timeout: 60_000 }, () => {
  it('is not believed by who does not know its authority', async () => {
    const sink = start('smtp-sink');
    const { secure } = await openPorts(sink);
    const other = await makeCertificate();
    const work = {
      connections: 1,
      sample: Buffer.from('Subject: Bench0000000\r\n\r\n'),
      kind: 'prepared',
      mails: 1,
    };
    const sent = start('mail-pool').ask(
      { ...work, port: secure.smtpPort, authority: other.ca },
      z.unknown(),
      30_000,
    );
    await expect(sent).rejects.toThrow('certificate');
  });
});

describe('a helper process', { timeout: 60_000 }, () => {
  it('that is asked what it does not know says so', async () => {
    await expect(start('smtp-sink').ask({ do: 'dance' }, z.unknown(), 30_000)).rejects.toThrow('invalid');
  });

  it('that ends leaves nobody waiting', async () => {
    const sink = start('smtp-sink');
    const answer = sink.ask({ do: 'await', mails: 1 }, z.unknown(), 30_000);
    sink.end();
    await expect(answer).rejects.toThrow('No answer');
  });
});
