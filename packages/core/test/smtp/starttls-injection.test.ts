import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { makeCertificate } from '../../src/testing/make-certificate.ts';
import { startSmtpSink } from '../../src/testing/smtp-sink.ts';
import { closeTransports, sendOne } from './transport-parts.ts';

const open: { close(): unknown }[] = [];

afterEach(async () => {
  await closeTransports();
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** Somebody between client and server, who writes more behind the answer to STARTTLS, in the same piece. */
async function listenBetween(port: number, injected: string): Promise<{ port: number; injections: number }> {
  const between = { port: 0, injections: 0 };
  const server: Server = createServer((client) => {
    let asked = false;
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (chunk) => {
      asked ||= chunk.toString('latin1').startsWith('STARTTLS');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      const inject = asked && chunk.toString('latin1').startsWith('220');
      if (inject) between.injections += 1;
      client.write(inject ? Buffer.concat([chunk, Buffer.from(injected)]) : chunk);
      asked &&= !inject;
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const)
      one.on('close', () => other.destroy()).on('error', () => undefined);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  between.port = (server.address() as AddressInfo).port;
  return between;
}

it.each([
  ['a whole answer to EHLO', '250-evil\r\n250 SIZE 1\r\n'],
  ['half a line', '250-SIZE 1'],
])(
  'what is said in the clear behind the answer to STARTTLS counts for nothing: %s',
  async (_what, injected) => {
    const sink = await startSmtpSink({ certificate: await makeCertificate(), security: 'starttls' });
    open.push(sink);
    const between = await listenBetween(sink.port, injected);
    // Taken for what the server offers, no mail would fit into a size of one byte.
    expect(await sendOne(sink.connection({ port: between.port }))).toMatchObject({ kind: 'accepted' });
    expect(sink.mails).toMatchObject([{ secure: true }]);
    expect(between.injections).toBe(1);
  },
);
