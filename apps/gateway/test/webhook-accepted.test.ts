import { addSource, addSourceSecret, HOST } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptedReply, repeatReply } from '../src/routes/webhook-replies.ts';
import { faultedJob, signStandard, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, type TestGateway } from './start-gateway.ts';

let gateway: TestGateway | undefined;

async function start(options: Parameters<typeof startTestGateway>[0] = {}): Promise<TestGateway> {
  gateway = await startTestGateway(options);
  return gateway;
}

/** Posts with UiPath's signature by the source's own secret. */
function postSigned({ post, source }: TestGateway, body: string): Promise<Response> {
  return post(body, signUipath(body, source.secret.expose()));
}

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

describe('an authentic webhook', () => {
  it('is answered with 202 and its ids, and is stored by then with its deliveries', async () => {
    const running = await start();
    const reply = await postSigned(running, faultedJob(1));
    expect(reply.status).toBe(202);
    const body = acceptedReply.parse(await reply.json());
    expect(body).toEqual({
      id: body.id,
      eventIds: [body.id],
      status: 'accepted',
      requestId: reply.headers.get('x-request-id'),
    });
    const { items } = await running.container.storage.outbox.list({ eventId: body.id }, { limit: 10 });
    expect(items).toMatchObject([{ address: 'ops@acme.example', eventType: 'job.faulted' }]);
  });

  it('is answered with 200 and the first id when it comes again, and changes nothing', async () => {
    const running = await start();
    const first = acceptedReply.parse(await (await postSigned(running, faultedJob(1))).json());
    for (let time = 0; time < 3; time += 1) {
      const again = await postSigned(running, faultedJob(1));
      expect(again.status).toBe(200);
      expect(repeatReply.parse(await again.json())).toMatchObject({ id: first.id, status: 'repeat' });
    }
    const { items } = await running.container.storage.outbox.list({}, { limit: 10 });
    expect(items).toHaveLength(1);
  });

  it('may carry its signature as "sha256=" and hex', async () => {
    const { source, post } = await start();
    const body = faultedJob(2);
    const hex = Buffer.from(
      signUipath(body, source.secret.expose())['x-uipath-signature'] ?? '',
      'base64',
    ).toString('hex');
    const reply = await post(body, {
      'content-type': 'application/json',
      'x-uipath-signature': `sha256=${hex}`,
    });
    expect(reply.status).toBe(202);
  });

  it.each([
    ['7 fractional digits', '2026-01-05T08:59:58.1234567Z'],
    ['none', '2026-01-05T08:59:58Z'],
    ['an odd form', 'yesterday'],
  ])('is taken with a timestamp of %s', async (_what, timestamp) => {
    const reply = await postSigned(await start(), faultedJob(3, { Timestamp: timestamp }));
    expect(await reply.json()).toMatchObject({ status: 'accepted' });
  });

  it('is taken whatever its type, and has one event for each thing it names', async () => {
    const running = await start();
    const unknown = JSON.stringify({ Type: 'unheard.of', EventId: 'u1', Timestamp: '2026-01-05T09:00:00Z' });
    expect(await (await postSigned(running, unknown)).json()).toMatchObject({ status: 'accepted' });
    const two = JSON.stringify({
      Type: 'job.stopped',
      EventId: 'u2',
      Jobs: [
        { Id: 1, Key: 'a', State: 'Stopped' },
        { Id: 2, Key: 'b', State: 'Stopped' },
      ],
    });
    expect(acceptedReply.parse(await (await postSigned(running, two)).json()).eventIds).toHaveLength(2);
  });

  it('of every kind of source is taken by its own proof', async () => {
    const running = await start();
    const standard = await running.addSource('standard', 'standard');
    const generic = await running.addSource('generic', 'generic');
    const body = JSON.stringify({ type: 'robot.alert', data: { Message: 'Disk nearly full' } });
    const timestamp = Math.floor(running.container.clock.now() / 1_000);
    const signed = signStandard(body, { secret: standard.secret.expose(), id: 'msg_1', timestamp });
    expect((await running.post(body, signed, standard.path)).status).toBe(202);
    const token = { 'content-type': 'application/json', authorization: `Bearer ${generic.secret.expose()}` };
    expect((await running.post(body, token, generic.path)).status).toBe(202);
  });

  it('is verified with either of two live secrets, and each tells when it was last used', async () => {
    const running = await start();
    const { container, source, post } = running;
    const second = await addSourceSecret(container, OPERATOR, { sourceId: source.source.id });
    const used = async (): Promise<readonly boolean[]> => {
      const found = await container.storage.sources.find(source.source.id);
      return found?.secrets.map(({ lastUsedAt }) => lastUsedAt !== null) ?? [];
    };
    expect(await used()).toEqual([false, false]);
    const body = faultedJob(1);
    expect((await post(body, signUipath(body, second.secret.expose()))).status).toBe(202);
    expect(await used()).toEqual([false, true]);
    expect((await postSigned(running, faultedJob(2))).status).toBe(202);
    expect(await used()).toEqual([true, true]);
  });

  it('that arrives while another is being stored shares the next commit with all that do', async () => {
    const commits: number[] = [];
    let verified = (): number => 0;
    const running = await start({
      storage: (storage) => ({
        ...storage,
        intake: {
          accept: async (reports, window) => {
            commits.push(reports.length);
            if (commits.length === 1) await eventually('all have arrived', () => verified() >= 50);
            return storage.intake.accept(reports, window);
          },
        },
      }),
    });
    verified = () => running.log.filter((line) => line.includes('"webhook verified"')).length;
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, number) => postSigned(running, faultedJob(number))),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 202));
    expect(commits.reduce((sum, reports) => sum + reports, 0)).toBe(50);
    expect(commits.length).toBeLessThanOrEqual(2);
  });
});

describe('an authentic webhook that cannot be understood', () => {
  const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
  it.each([
    ['not JSON', '{"Type": "job.faulted"', 'not-json'],
    ['empty', '', 'not-json'],
    ['not UTF-8', '{"Type":"\xff"}', 'not-json'],
    ['JSON of the wrong shape', '[1,2,3]', 'wrong-shape'],
    ['without a type', '{"EventId":"1"}', 'wrong-shape'],
    ['nested too deeply', `{"Type":"custom","EventId":"1","EventData":${deep}}`, 'too-deep'],
    [
      'with a key that is there twice',
      '{"Type":"ping","EventId":"1","Type":"job.faulted"}',
      'duplicate-keys',
    ],
  ])('because it is %s is kept in quarantine and answered with 202', async (_what, text, reason) => {
    const { source, post, container } = await start();
    const body = Buffer.from(text, 'latin1');
    const reply = await post(body, signUipath(body, source.secret.expose()));
    expect(reply.status).toBe(202);
    const { id, status, eventIds } = acceptedReply.parse(await reply.json());
    expect({ status, eventIds }).toEqual({ status: 'quarantined', eventIds: [] });
    const held = await container.storage.quarantine.find(id);
    expect(held?.report).toMatchObject({ reason, state: 'held', size: body.length });
    expect(Buffer.from(held?.body ?? []).equals(body)).toBe(true);
  });

  it('is a repeat when it comes again', async () => {
    const running = await start();
    expect((await postSigned(running, 'nonsense')).status).toBe(202);
    expect((await postSigned(running, 'nonsense')).status).toBe(200);
  });
});

it('a password recovery by a host source goes to the person it names', async () => {
  const { container, post } = await start();
  const source = await addSource(container, OPERATOR, { level: HOST, kind: 'generic', name: 'identity' });
  const body = JSON.stringify({
    type: 'account.password-recovery',
    data: {
      recipient: { email: 'ann@acme.example', name: 'Ann', locale: 'fr-FR' },
      resetUrl: 'https://platform.example/reset?t=1',
      expiresAt: '2026-01-05T10:00:00Z',
    },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${source.secret.expose()}` };
  const reply = await post(body, headers, source.path);
  const { id } = acceptedReply.parse(await reply.json());
  const { items } = await container.storage.outbox.list({ eventId: id }, { limit: 10 });
  expect(items).toMatchObject([{ address: 'ann@acme.example', language: 'fr', priority: 0 }]);
});
