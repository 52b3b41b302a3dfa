import { AppError, type Storage } from '@postern/core';
import { eventually } from '@postern/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { problemSchema } from '../src/http/problem-schema.ts';
import { readinessSchema } from '../src/routes/readiness.ts';
import { faultedJob, signUipath } from './sign.ts';
import { runGateway, someKeys, startTestGateway, type TestGateway } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

let gateway: TestGateway | undefined;

async function start(options: Parameters<typeof startTestGateway>[0] = {}): Promise<TestGateway> {
  gateway = await startTestGateway(options);
  return gateway;
}

afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});

/** Storage that fails as a full disk does while the switch is on: what writes fails, what reads does not. */
function switchable(): { full: boolean; wrap(storage: Storage): Storage } {
  const state = {
    full: false,
    wrap(storage: Storage): Storage {
      const guard = <A extends unknown[], R>(work: (...given: A) => Promise<R>) => {
        return (...given: A): Promise<R> =>
          state.full
            ? Promise.reject(new AppError('storage-unavailable', 'The disk at /srv/postern is full.'))
            : work(...given);
      };
      return {
        ...storage,
        intake: { accept: guard((...given) => storage.intake.accept(...given)) },
        check: guard(() => storage.check()),
        outbox: { ...storage.outbox, claimDue: guard((request) => storage.outbox.claimDue(request)) },
      };
    },
  };
  return state;
}

async function readiness(url: string) {
  const reply = await fetch(`${url}/readyz`);
  return { http: reply.status, ...readinessSchema.parse(await reply.json()) };
}

describe('a gateway that cannot store', () => {
  it('answers 503 with Retry-After, says that it is not ready, and recovers by itself', async () => {
    const disk = switchable();
    const running = await start({ storage: (storage) => disk.wrap(storage) });
    const post = (number: number): Promise<Response> => {
      const body = faultedJob(number);
      return running.post(body, signUipath(body, running.source.secret.expose()));
    };
    expect((await post(1)).status).toBe(202);

    disk.full = true;
    const refused = await post(2);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    const problem = problemSchema.parse(await refused.json());
    expect(problem.type).toBe('/problems/storage-unavailable');
    expect(JSON.stringify(problem)).not.toContain('/srv/postern');
    const state = await eventually('it is not ready', async () => {
      const seen = await readiness(running.url);
      return seen.http === 503 ? seen : null;
    });
    expect(state.checks.storage).toEqual({
      status: 'unavailable',
      problem: 'The disk at /srv/postern is full.',
    });
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect(running.log.join('')).toContain('/srv/postern');

    disk.full = false;
    expect((await post(2)).status).toBe(202);
    await eventually('it is ready', async () => (await readiness(running.url)).http === 200);
    expect((await running.container.storage.outbox.list({}, { limit: 9 })).items).toHaveLength(2);
  });

  it('answers 503 when it cannot even look, and lets nobody in by mistake', async () => {
    let broken = false;
    const running = await start({
      storage: (storage) => ({
        ...storage,
        configurationVersion: () =>
          broken
            ? Promise.reject(new AppError('storage-unavailable', 'Gone.'))
            : storage.configurationVersion(),
      }),
    });
    broken = true;
    for (const path of [running.source.path, '/webhooks/unknown']) {
      expect((await running.post('{}', { 'content-type': 'application/json' }, path)).status).toBe(503);
    }
  });

  it('answers 503 to what is more than can wait, and stores all that it answered otherwise', async () => {
    const release = Promise.withResolvers<undefined>();
    const running = await start({
      limits: { waiting: 10 },
      storage: (storage) => ({
        ...storage,
        intake: {
          accept: async (reports, window) => {
            await release.promise;
            return storage.intake.accept(reports, window);
          },
        },
      }),
    });
    const replies = Array.from({ length: 15 }, (_, number) => {
      const body = JSON.stringify({ Type: 'ping', EventId: String(number) });
      return running.post(body, signUipath(body, running.source.secret.expose()));
    });
    await eventually('some are turned away', async () =>
      (await running.metrics()).includes('postern_webhooks_total{kind="uipath",outcome="overloaded"} 5'),
    );
    release.resolve(undefined);
    const statuses = (await Promise.all(replies)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(10);
    const turnedAway = (await Promise.all(replies)).filter(({ status }) => status === 503);
    expect(turnedAway).toHaveLength(5);
    expect(turnedAway.every((reply) => reply.headers.get('retry-after') === '5')).toBe(true);
  });
});

describe('a gateway without the key of a source', () => {
  it('starts, is not ready and names the key, and answers 503 where it cannot tell who is authentic', async () => {
    const environment = {
      POSTERN_DATABASE_URL: `file:${temporaryFolder()}/postern.db`,
      POSTERN_KEYS: someKeys('k1'),
    };
    const before = await start({ environment });
    const body = faultedJob(1);
    const headers = signUipath(body, before.source.secret.expose());
    const { path } = before.source;
    await before.stop();

    const without = await runGateway({ environment: { ...environment, POSTERN_KEYS: someKeys('k2') } });
    const reply = await fetch(`${without.url}${path}`, { method: 'POST', headers, body });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('60');
    expect(problemSchema.parse(await reply.json()).type).toBe('/problems/key-missing');
    expect(await readiness(without.url)).toMatchObject({
      http: 503,
      checks: { storage: { status: 'ok' }, keys: { status: 'missing', missing: ['k1'] } },
    });
    expect(without.log.join('')).toContain('"keyIds":["k1"]');
    await without.stop();

    // With the key back, the same webhook is taken: nothing was lost, nothing was taken twice.
    const after = await runGateway({ environment });
    expect((await fetch(`${after.url}${path}`, { method: 'POST', headers, body })).status).toBe(202);
    expect(await readiness(after.url)).toMatchObject({ http: 200, checks: { keys: { status: 'ok' } } });
    await after.stop();
  });
});
