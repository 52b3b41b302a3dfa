import { HOST, changeSettings, Secret } from '@postern/core';
import { eventually, startSmtpSink } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, someKeys } from './start-gateway.ts';

/** What must not be seen anywhere: in the clear, or in a form that gives it away. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
    encodeURIComponent(secret),
  ];
}

it('no secret and no payload is in any reply, log line or metric', async () => {
  const password = 'correct-horse-battery-staple';
  const argument = 'iban-of-the-customer-4711';
  const keys = someKeys();
  const sink = await startSmtpSink({ user: { name: 'robots', secret: 'another-password' } });
  onTestFinished(() => sink.close());
  const gateway = await startTestGateway({ environment: { POSTERN_KEYS: keys } });
  onTestFinished(() => gateway.stop());
  const { container, source, post, url, log } = gateway;
  const replies: string[] = [];
  const keep = async (reply: Response): Promise<void> => {
    replies.push(`${JSON.stringify([...reply.headers])}${await reply.text()}`);
  };
  // A server that refuses the password: failures are where secrets leak.
  await changeSettings(container, OPERATOR, {
    level: HOST,
    set: {
      smtpHost: '127.0.0.1',
      smtpPort: sink.port,
      secureConnection: false,
      smtpUsername: 'robots',
      smtpPassword: new Secret(password),
      defaultFromAddress: 'robots@platform.example',
    },
  });
  const secret = source.secret.expose();
  const generic = await gateway.addSource('generic', 'generic');
  const body = JSON.stringify({
    Type: 'job.faulted',
    EventId: '1',
    Job: { Id: 1, Key: 'k', State: 'Faulted', InputArguments: { iban: argument } },
  });
  const signed = signUipath(body, secret);
  await keep(await post(body, signed));
  await keep(await post(body, signed));
  await keep(await post(`${body}x`, signed));
  await keep(
    await post(body, { ...signed, authorization: `Bearer ${generic.secret.expose()}` }, generic.path),
  );
  await keep(await post(argument, signUipath(argument, secret)));
  await keep(
    await post(body, { 'content-type': 'application/json', authorization: `Bearer ${secret}` }, generic.path),
  );
  await eventually('the server has refused the password', async () =>
    (await gateway.metrics()).includes('reason="authentication-failed"'),
  );
  for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/', `/x?token=${secret}`]) {
    await keep(await fetch(`${url}${path}`));
  }
  const seen = [...replies, ...log].join('\n');
  expect(log.length).toBeGreaterThan(5);
  const [, key = ''] = keys.split(':');
  for (const hidden of [password, secret, generic.secret.expose(), argument]) {
    for (const form of formsOf(hidden)) expect(seen).not.toContain(form);
  }
  expect(seen).not.toContain(key.replace(/=+$/, ''));
  expect(seen).not.toContain(signed['x-uipath-signature']);
});
