import { eventually } from '@postern/core/testing';
import { expect, it } from 'vitest';
import { allArrived, arrived, postJob, processFixture } from './process-fixture.ts';
import { PosternProcess } from './postern-process.ts';

const JOBS = 200;

it(
  'SIGTERM in the middle of the load loses nothing that was answered and sends nothing twice',
  { timeout: 120_000 },
  async () => {
    const { environment, source, sink } = await processFixture();
    const first = await PosternProcess.start(environment);
    const accepted = new Set<number>();
    const unanswered = new Set<number>();
    const posts = Array.from({ length: JOBS }, async (_, number) => {
      const status = await postJob(first.url, source, number);
      if (status === 202) accepted.add(number);
      else unanswered.add(number);
    });
    await eventually(
      'some are answered and some mail has gone',
      () => accepted.size >= 20 && sink.mails.length >= 5,
    );
    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await Promise.all(posts);

    const second = await PosternProcess.start(environment);
    for (const number of unanswered) expect([200, 202]).toContain(await postJob(second.url, source, number));
    await allArrived(sink, [...accepted, ...unanswered]);
    expect((await second.end('SIGTERM')).code).toBe(0);
    expect(sink.mails).toHaveLength(JOBS);
    expect((await arrived(sink)).size).toBe(JOBS);
  },
);

it(
  'a second signal ends the process at once, and what was answered arrives after the next start',
  { timeout: 120_000 },
  async () => {
    const { environment, source, sink } = await processFixture();
    sink.script.message = 'mute';
    const first = await PosternProcess.start(environment);
    expect(await postJob(first.url, source, 1)).toBe(202);
    await eventually('the mail is under way', () => sink.open > 0);
    const ended = first.end('SIGTERM');
    await eventually('it takes nothing new', async () => (await postJob(first.url, source, 2)) === null);
    expect(await first.end('SIGTERM')).toEqual({ code: 1, signal: null });
    await ended;
    sink.script.message = 'accept';
    await PosternProcess.start(environment);
    await allArrived(sink, [1]);
  },
);
