import { setMaintenance } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, describe, expect, it } from 'vitest';
import { livenessSchema, readinessSchema } from '../src/routes/readiness.ts';
import { faultedJob, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, type TestGateway } from './start-gateway.ts';

let gateway: TestGateway | undefined;

async function start(options: Parameters<typeof startTestGateway>[0] = {}): Promise<TestGateway> {
  gateway = await startTestGateway(options);
  return gateway;
}

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

describe('health', () => {
  it('is alive and ready once it listens', async () => {
    const { url } = await start();
    expect(livenessSchema.parse(await (await fetch(`${url}/healthz`)).json())).toEqual({ status: 'alive' });
    const reply = await fetch(`${url}/readyz`);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(readinessSchema.parse(await reply.json())).toEqual({
      status: 'ready',
      checks: {
        storage: { status: 'ok' },
        keys: { status: 'ok', missing: [] },
        dispatcher: { status: 'running' },
      },
    });
  });

  it('stays ready in maintenance: it accepts and holds', async () => {
    const { url, container } = await start();
    await setMaintenance(container, OPERATOR, { mode: 'suspended' });
    await eventually('the dispatcher knows', async () => {
      const reply = await fetch(`${url}/readyz`);
      const { checks, status } = readinessSchema.parse(await reply.json());
      return reply.status === 200 && status === 'ready' && checks.dispatcher.status === 'suspended';
    });
  });
});

describe('metrics', () => {
  it('count requests, webhooks, commits, deliveries and what waits', async () => {
    const { url, post, source, metrics } = await start();
    const body = faultedJob(1);
    const headers = signUipath(body, source.secret.expose());
    await post(body, headers);
    await post(body, headers);
    await post(body, { 'content-type': 'application/json' });
    await fetch(`${url}/nowhere`);
    const text = await eventually('the delivery is held', async () => {
      const seen = await metrics();
      return seen.includes('postern_deliveries_total{state="deferred",reason="no-host"} 1') ? seen : null;
    });
    for (const line of [
      'postern_http_requests_total{route="/webhooks/:source",method="POST",status="202"} 1',
      'postern_http_requests_total{route="/webhooks/:source",method="POST",status="200"} 1',
      'postern_http_requests_total{route="/webhooks/:source",method="POST",status="401"} 1',
      'postern_http_requests_total{route="unmatched",method="GET",status="404"} 1',
      'postern_http_request_seconds_count{route="/webhooks/:source"} 3',
      'postern_webhooks_total{kind="uipath",outcome="accepted"} 1',
      'postern_webhooks_total{kind="uipath",outcome="repeat"} 1',
      'postern_webhooks_total{kind="uipath",outcome="signature-missing"} 1',
      'postern_intake_commit_reports_count 2',
      'postern_intake_commit_seconds_count 2',
      'postern_deliveries_waiting{state="deferred"} 1',
      'postern_quarantine_held 0',
      'postern_incidents_open{kind="mail-held"} 0',
      'postern_connections{state="failing"} 0',
      'postern_storage_up 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).toMatch(/^process_cpu_seconds_total \d/m);
  });

  it('are still given when storage cannot answer, and say so', async () => {
    const { metrics } = await start({
      storage: (storage) => ({
        ...storage,
        outbox: { ...storage.outbox, backlog: () => Promise.reject(new Error('gone')) },
      }),
    });
    const text = await metrics();
    expect(text).toContain('postern_storage_up 0\n');
    expect(text).toMatch(/^postern_quarantine_held nan$/im);
  });

  it('do not grow with what senders make up', async () => {
    const { url, post, metrics } = await start();
    const series = async (): Promise<number> =>
      (await metrics()).split('\n').filter((line) => line.startsWith('postern_')).length;
    await post('{}', { 'content-type': 'application/json' }, '/webhooks/made-up');
    await fetch(`${url}/made-up`);
    await metrics();
    const before = await series();
    for (let number = 0; number < 20; number += 1) {
      await post('{}', { 'content-type': 'application/json' }, `/webhooks/made-up-${String(number)}`);
      await fetch(`${url}/made-up-${String(number)}`);
    }
    expect(await series()).toBe(before);
  });
});

it('the OpenAPI document is served, is valid, and names the public address', async () => {
  const { url } = await start({ environment: { POSTERN_PUBLIC_URL: 'https://postern.example/' } });
  const reply = await fetch(`${url}/openapi.json`);
  expect(reply.headers.get('content-type')).toContain('application/json');
  const document = (await reply.json()) as Record<string, unknown>;
  expect(document.servers).toEqual([{ url: 'https://postern.example' }]);
  expect(await new Validator().validate(document)).toMatchObject({ valid: true });
});

it('the front page says what this is', async () => {
  const { url } = await start();
  const reply = await fetch(url);
  expect(reply.headers.get('content-type')).toContain('text/plain');
  expect(await reply.text()).toContain('/webhooks/{source}');
});
