import { DatabaseSync } from 'node:sqlite';
import { eventually } from '@postern/core/testing';
import { expect, it } from 'vitest';
import { problemSchema } from '../src/http/problem-schema.ts';
import { processFixture } from './process-fixture.ts';
import { PosternProcess } from './postern-process.ts';
import { signUipath } from './sign.ts';

/** No file of the process may grow beyond this: 2,048 blocks of 512 bytes (POSIX), 1 MiB or 2 by the shell. */
const TIGHT = { shell: 'trap "" XFSZ; ulimit -f 2048;' };
/** What is kept as it came, because it is no JSON: it takes room. */
const LARGE = 'x'.repeat(100_000);

/**
 * A disk without room, for real: the write-ahead log hits the largest size a file may have, as it would hit the end of the
 * disk. Room is made by moving the log's pages into the database from outside, where there is no limit.
 */
it(
  'a full disk is answered with 503, and when there is room again it goes on by itself',
  { timeout: 120_000 },
  async () => {
    const { environment, source, databaseFile } = await processFixture();
    const running = await PosternProcess.start(environment, TIGHT);
    const post = (number: number): Promise<Response> => {
      const body = `${LARGE}${String(number)}`;
      return fetch(`${running.url}${source.path}`, {
        method: 'POST',
        headers: signUipath(body, source.secret.expose()),
        body,
      });
    };
    const ready = async (): Promise<boolean> => (await fetch(`${running.url}/readyz`)).ok;
    const held = async (): Promise<number> => {
      const metrics = await (await fetch(`${running.url}/metrics`)).text();
      return Number(/^postern_quarantine_held (\d+)$/m.exec(metrics)?.[1]);
    };

    let stored = 0;
    let refused = await post(stored);
    while (refused.status === 202 && stored < 100) refused = await post((stored += 1));
    expect(stored).toBeGreaterThan(0);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(problemSchema.parse(await refused.json()).type).toBe('/problems/storage-unavailable');
    expect(await held()).toBe(stored);

    const outside = new DatabaseSync(databaseFile);
    outside.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    outside.close();
    await eventually('it is ready again', ready);
    expect((await post(stored)).status).toBe(202);
    expect(await held()).toBe(stored + 1);
    expect((await running.end('SIGTERM')).code).toBe(0);
  },
);
