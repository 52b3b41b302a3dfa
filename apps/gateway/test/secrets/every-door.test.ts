import {
  activateDraft,
  changeSettings,
  createArrivalLink,
  createSecretLink,
  linkPath,
  offerClaimCode,
  Secret,
  type Actor,
} from '@postern/core';
import { eventually, startSmtpSink, type Sighting } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { startWorker } from '../../src/start-worker.ts';
import { openPage, sendForm } from '../links-house.ts';
import { OPERATOR, runGateway, someKeys, type RunningGateway } from '../start-gateway.ts';
import { levelOf, openHuntedWorld, postReports, type HuntedWorld } from './hunted-world.ts';
import { storedCells } from './stored-cells.ts';

/** Every path that answers, with and without something to find behind it. */
const PATHS = [
  ...['/', '/healthz', '/readyz', '/metrics', '/openapi.json', '/problems/unauthorized', '/problems/none'],
  ...['/links/none', '/webhooks/none', '/nowhere'],
];

/** Collects sightings. */
function watch({ hunt }: HuntedWorld) {
  const sightings: Sighting[] = [];
  const look = (where: string, text: string | Uint8Array): void => {
    sightings.push(...hunt.look(where, text));
  };
  const read = async (where: string, reply: Response): Promise<void> => {
    look(where, JSON.stringify([reply.status, ...reply.headers]));
    look(where, await reply.text());
  };
  return { sightings, look, read };
}

async function makeLinks({ hunt }: HuntedWorld, gateway: RunningGateway) {
  const { container, url } = gateway;
  const level = await levelOf(gateway, 'acme');
  const ada: Actor = {
    kind: 'slack',
    teamId: 'T01',
    userId: 'U0ADA',
    channelId: null,
    roles: { systemAdministrator: true, organizationIds: [] },
  };
  const reply = new Secret(hunt.plant('way back to a person', 'https://hooks.slack.example/aW4gc2VjcmV0'));
  const secret = await createSecretLink(container, ada, {
    level,
    field: 'smtp-password',
    language: 'en',
    reply,
  });
  const arrival = await createArrivalLink(container, ada, {
    level,
    messageId: 'm@x',
    revision: { level, number: 1 },
    language: 'fr',
    reply,
  });
  hunt.plant('link token', secret.token.expose());
  hunt.plant('arrival token', arrival.token.expose());
  return [secret, arrival].map(({ token }) => `${url}${linkPath(token)}`) as [string, string];
}

it('no page, reply, metric, log line or mail tells a secret, nor does anything that was stored', async () => {
  const world = await openHuntedWorld();
  const { secrets, hunt } = world;
  const gateway = await world.gateway();
  const { sightings, look, read } = watch(world);
  const { container, url } = gateway;

  for (const reply of await postReports(world, gateway)) await read('webhook', reply);
  for (const path of PATHS)
    for (const method of ['GET', 'POST', 'PUT'])
      await read(`${method} ${path}`, await fetch(`${url}${path}?token=x`, { method }));

  const [secretLink, arrivalLink] = await makeLinks(world, gateway);
  const password = secrets.settings.smtpPassword;
  for (const link of [secretLink, arrivalLink]) {
    const page = await openPage(link);
    look('page of a link', page.html);
    for (const [guard, secret] of [
      ['forged', password],
      [page.guard, `${password}\n${password}`],
      [page.guard, password.repeat(400)],
      [page.guard, password],
      [page.guard, password],
    ] as const) {
      const sent = await sendForm(link, { ...page, guard }, { secret });
      look('page after a form', sent.html + JSON.stringify([...sent.headers]));
    }
    const malformed = await fetch(link, { method: 'POST', body: JSON.stringify({ secret: password }) });
    await read('page after what is no form', malformed);
  }

  const offer = await offerClaimCode(container);
  if (offer.kind === 'offered') hunt.plant('claim code', offer.code.expose().padEnd(12));

  // Now a server that takes it: the mail itself.
  const sink = await startSmtpSink({ user: { name: 'robots', secret: password } });
  onTestFinished(() => sink.close());
  const level = await levelOf(gateway, 'acme');
  const set = { smtpPort: sink.port, smtpPassword: new Secret(password) };
  await changeSettings(container, OPERATOR, { level, set });
  await activateDraft(container, OPERATOR, { level, anyway: true });
  await eventually('a mail', () => sink.mails.length > 0);
  for (const { raw } of sink.mails) look('mail', raw);

  await read('metrics', await fetch(`${url}/metrics`));
  for (const line of gateway.log) look('log', line);
  for (const { where, value } of storedCells(world.databasePath)) look(where, value);
  expect(sightings).toEqual([]);
}, 60_000);

it('nor does a process that lacks its keys, in its page for monitors or in its log', async () => {
  const world = await openHuntedWorld();
  const { sightings, look, read } = watch(world);
  const environment = {
    ...world.environment,
    POSTERN_KEYS: someKeys('k2'),
    POSTERN_WORKER_LISTEN: '127.0.0.1:0',
  };
  const gateway = await runGateway({ environment, limits: { worker: false } });
  onTestFinished(() => gateway.stop());
  const worker = await startWorker(gateway.container);
  onTestFinished(() => worker.stop());
  const id = world.sources.generic ?? '';
  const authorization = `Bearer ${world.secrets.sources.generic}`;
  const headers = { 'content-type': 'application/json', authorization };
  const webhook = await fetch(`${gateway.url}/webhooks/${id}`, { method: 'POST', headers, body: '{}' });
  expect(webhook.status).toBe(503);
  await read('webhook', webhook);
  for (const at of [gateway.url, worker.url ?? ''])
    for (const path of ['/readyz', '/metrics', '/healthz']) await read(path, await fetch(`${at}${path}`));
  for (const line of gateway.log) look('log', line);
  expect(gateway.log.length).toBeGreaterThan(0);
  expect(sightings).toEqual([]);
}, 60_000);
