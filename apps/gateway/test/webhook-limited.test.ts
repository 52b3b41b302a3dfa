import { setSourceLimit } from '@postern/core';
import { afterEach, describe, expect, it } from 'vitest';
import { problemSchema } from '../src/http/problem-schema.ts';
import { faultedJob, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, type TestGateway } from './start-gateway.ts';

let gateway: TestGateway | undefined;

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

describe('a source above its limit', () => {
  it('is answered 429 with Retry-After, counted, and told of; another source goes on', async () => {
    gateway = await startTestGateway();
    const running = gateway;
    const { source, secret } = running.source;
    const other = await running.addSource('uipath', 'other');
    const change = { sourceId: source.id, limitPerMinute: 1 };
    await setSourceLimit(running.container, OPERATOR, change);
    const post = (number: number, to = running.source): Promise<Response> => {
      const body = faultedJob(number);
      return running.post(body, signUipath(body, to.secret.expose()), to.path);
    };
    expect((await post(1)).status).toBe(202);
    const refused = await post(2);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(problemSchema.parse(await refused.json())).toMatchObject({ type: '/problems/too-many-requests' });
    expect((await post(3, other)).status).toBe(202);
    expect(await running.metrics()).toContain('postern_webhooks_total{kind="uipath",outcome="limited"} 1');
    expect(running.log.join('\n')).toContain('more webhooks than the limit');
    expect(running.log.join('\n')).not.toContain(secret.expose());
    await running.stop();
    gateway = undefined;
  });
});
