import { eventually } from '@postern/core/testing';
import { expect, it } from 'vitest';
import { allArrived, arrived, postJob, processFixture } from './process-fixture.ts';
import { PosternProcess } from './postern-process.ts';

const JOBS_PER_ROUND = 120;
/** When the process is killed: after so many answers, or so many mails. */
const MOMENTS = [
  { answers: 5, mails: 0 },
  { answers: 60, mails: 1 },
  { answers: 1, mails: 40 },
];

/**
 * The promise of the product: what was answered 2xx arrives, whatever happens to the process. A mail may come twice, when
 * the process died between the server's answer and the note of it; then with the same Message-ID, so that readers fold it.
 */
it(
  'kill -9 in the middle of the load loses nothing that was answered 2xx',
  { timeout: 180_000 },
  async () => {
    const { environment, source, sink } = await processFixture();
    const accepted = new Set<number>();
    const unanswered = new Set<number>();

    for (const [round, moment] of MOMENTS.entries()) {
      const running = await PosternProcess.start(environment);
      const mailsBefore = sink.mails.length;
      const posts = Array.from({ length: JOBS_PER_ROUND }, async (_, index) => {
        const number = round * JOBS_PER_ROUND + index;
        const status = await postJob(running.url, source, number);
        if (status === null) unanswered.add(number);
        else if (status === 202) accepted.add(number);
      });
      const acceptedBefore = accepted.size;
      await eventually('the moment to kill comes', () => {
        const answers = accepted.size - acceptedBefore;
        return answers >= moment.answers && sink.mails.length - mailsBefore >= moment.mails;
      });
      expect((await running.end('SIGKILL')).signal).toBe('SIGKILL');
      await Promise.all(posts);
    }

    const last = await PosternProcess.start(environment);
    await allArrived(sink, accepted);
    // Whoever got no answer sends again, as senders do: some of it is there already, and all of it arrives.
    for (const number of unanswered) expect([200, 202]).toContain(await postJob(last.url, source, number));
    await allArrived(sink, [...accepted, ...unanswered]);
    expect((await last.end('SIGTERM')).code).toBe(0);

    expect(accepted.size + unanswered.size).toBe(MOMENTS.length * JOBS_PER_ROUND);
    for (const messageIds of (await arrived(sink)).values()) expect(new Set(messageIds).size).toBe(1);
  },
);
