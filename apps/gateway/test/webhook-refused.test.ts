import { setSourceState } from '@postern/core';
import { afterEach, describe, expect, it } from 'vitest';
import { problemSchema } from '../src/http/problem-schema.ts';
import { RawConnection } from './raw-http.ts';
import { faultedJob, signStandard, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, type TestGateway } from './start-gateway.ts';

let gateway: TestGateway | undefined;

async function start(): Promise<TestGateway> {
  gateway = await startTestGateway();
  return gateway;
}

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

/** An answer without what differs from request to request. */
async function shown(reply: Response): Promise<string> {
  const body = problemSchema.parse(await reply.json());
  const headers = [...reply.headers].filter(
    ([name]) => !['date', 'x-request-id', 'content-length'].includes(name),
  );
  return JSON.stringify({ ...body, requestId: '', instance: '', headers, http: reply.status });
}

const BODY = faultedJob(1);
const GOOD = (secret: string): string => signUipath(BODY, secret)['x-uipath-signature'] ?? '';

describe('a webhook that is not authentic', () => {
  it.each<[string, string, (secret: string) => Record<string, string>]>([
    ['has no signature', 'signature-missing', () => ({})],
    ['has an empty signature', 'signature-missing', () => ({ 'x-uipath-signature': '' })],
    ['has a forged signature', 'signature-wrong', () => ({ 'x-uipath-signature': GOOD('guessed') })],
    [
      'has a truncated signature',
      'signature-malformed',
      (secret) => ({ 'x-uipath-signature': GOOD(secret).slice(0, 20) }),
    ],
    ['has a garbled signature', 'signature-malformed', () => ({ 'x-uipath-signature': '!'.repeat(44) })],
    [
      'has another source’s kind of proof',
      'signature-missing',
      (secret) => ({ authorization: `Bearer ${secret}` }),
    ],
  ])('because it %s is answered with 401', async (_what, reason, signature) => {
    const { post, source, metrics, container } = await start();
    const reply = await post(BODY, {
      'content-type': 'application/json',
      ...signature(source.secret.expose()),
    });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Webhook realm="postern"');
    expect(await metrics()).toContain(`postern_webhooks_total{kind="uipath",outcome="${reason}"} 1`);
    expect((await container.storage.outbox.list({}, { limit: 1 })).items).toEqual([]);
  });

  it('because its signature is there twice is answered with 401, although both are right', async () => {
    const { url, source, metrics } = await start();
    const signature = GOOD(source.secret.expose());
    const connection = new RawConnection(url);
    connection.send(
      `POST ${source.path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${String(Buffer.byteLength(BODY))}\r\nX-UiPath-Signature: ${signature}\r\nX-UiPath-Signature: ${signature}\r\n\r\n${BODY}`,
    );
    expect((await connection.reply()).status).toBe(401);
    connection.destroy();
    expect(await metrics()).toContain('postern_webhooks_total{kind="uipath",outcome="signature-doubled"} 1');
  });

  it('because its body was changed by one byte is answered with 401', async () => {
    const { post, source } = await start();
    const headers = signUipath(BODY, source.secret.expose());
    expect((await post(`${BODY} `, headers)).status).toBe(401);
    expect((await post(BODY.replace('Faulted', 'faulted'), headers)).status).toBe(401);
  });

  it('because it is signed for another source is answered with 401', async () => {
    const { post, addSource } = await start();
    const other = await addSource('uipath', 'other');
    expect((await post(BODY, signUipath(BODY, other.secret.expose()))).status).toBe(401);
  });

  it.each([-6, 6])('because its timestamp is %i minutes off is answered with 401', async (minutes) => {
    const { post, addSource, container, metrics } = await start();
    const source = await addSource('standard', 'standard');
    const timestamp = Math.floor(container.clock.now() / 1_000) + minutes * 60;
    const headers = signStandard(BODY, { secret: source.secret.expose(), id: 'msg_1', timestamp });
    expect((await post(BODY, headers, source.path)).status).toBe(401);
    expect(await metrics()).toContain('outcome="timestamp-outside"} 1');
  });

  it('gets one and the same answer for every cause and every kind', async () => {
    const { post, source, addSource } = await start();
    const standard = await addSource('standard', 'standard');
    const generic = await addSource('generic', 'generic');
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all(
      [
        post(BODY, json),
        post(BODY, { ...json, 'x-uipath-signature': GOOD('guessed') }),
        post(BODY, { ...json, 'x-uipath-signature': GOOD(source.secret.expose()).slice(1) }),
        post(BODY, json, standard.path),
        post(BODY, json, generic.path),
        post(BODY, { ...json, authorization: 'Bearer 0123456789abcdef' }, generic.path),
      ].map(async (reply) => shown(await reply)),
    );
    expect(new Set(answers).size).toBe(1);
  });
});

describe('a webhook for a source that is not there', () => {
  it('gets the same answer as one for a disabled source, signed or not', async () => {
    const { post, container, source, addSource } = await start();
    const disabled = await addSource('uipath', 'disabled');
    await setSourceState(container, OPERATOR, { sourceId: disabled.source.id, state: 'disabled' });
    const signed = signUipath(BODY, disabled.secret.expose());
    const unknown = `/webhooks/${container.newId()}`;
    const answers = [
      await post(BODY, signed, disabled.path),
      await post(BODY, {}, disabled.path),
      await post(BODY, signed, unknown),
      await post(BODY, {}, unknown),
      await post(BODY, signUipath(BODY, source.secret.expose()), '/webhooks/x'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const texts = await Promise.all(answers.map(shown));
    expect(new Set(texts).size).toBe(1);
  });

  it('is not read', async () => {
    const { url } = await start();
    const connection = new RawConnection(url);
    connection.send('POST /webhooks/none HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000000\r\n\r\n{');
    expect((await connection.reply()).status).toBe(404);
    await connection.untilClosed();
  });

  it('starts to be taken once it is enabled, and stops once it is disabled', async () => {
    const { post, container, source } = await start();
    const sourceId = source.source.id;
    const headers = signUipath(BODY, source.secret.expose());
    await setSourceState(container, OPERATOR, { sourceId, state: 'disabled' });
    expect((await post(BODY, headers)).status).toBe(404);
    await setSourceState(container, OPERATOR, { sourceId, state: 'enabled' });
    expect((await post(BODY, headers)).status).toBe(202);
  });
});
