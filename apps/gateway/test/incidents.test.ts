import { HOST, organizationLevel } from '@postern/core';
import { eventually, startSmtpSink, type SinkOptions } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { faultedJob, signUipath } from './sign.ts';
import { startTestGateway } from './start-gateway.ts';

/** Incidents after one mail has met a server that does that, and the gateway has stopped. */
async function incidentsAfter(script: SinkOptions['script']) {
  const sink = await startSmtpSink({ script: script ?? {} });
  onTestFinished(() => sink.close());
  const gateway = await startTestGateway({ smtpPort: sink.port });
  const { container, organization, source, post } = gateway;
  const body = faultedJob(1);
  await post(body, signUipath(body, source.secret.expose()));
  const { outbox, incidents } = container.storage;
  await eventually('the mail was tried', async () => {
    const [delivery] = (await outbox.list({}, { limit: 1 })).items;
    return delivery !== undefined && delivery.attempts > 0 && delivery.state !== 'sending';
  });
  await gateway.stop();
  return { open: await incidents.open(), acme: organizationLevel(organization.id), sink };
}

it('a recipient that the server refuses is an incident of the organization, with cause and cure', async () => {
  const { open, acme } = await incidentsAfter({ rcptTo: '550 5.1.1 No such user' });
  expect(open).toMatchObject([
    {
      level: acme,
      count: 1,
      facts: {
        kind: 'delivery-failed',
        reason: 'recipient-unknown',
        addresses: ['ops@acme.example'],
        why: { cause: { en: expect.any(String) as string }, cure: { fr: expect.any(String) as string } },
      },
    },
  ]);
});

it('a server that wants a sign-in is an incident of the host, whose connection it is', async () => {
  const { open, sink } = await incidentsAfter({ mailFrom: '530 5.7.0 Authentication required' });
  expect(open).toMatchObject([
    {
      level: HOST,
      facts: {
        kind: 'connection-failing',
        reason: 'authentication-required',
        server: `127.0.0.1:${String(sink.port)}`,
      },
    },
  ]);
});

it('a server that asks to come back later is none', async () => {
  expect((await incidentsAfter({ rcptTo: '451 4.7.1 Try again later' })).open).toEqual([]);
});
