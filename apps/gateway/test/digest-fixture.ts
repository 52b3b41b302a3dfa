import { addRule, organizationLevel, removeRule, silentLogger, updateOrganization } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, type ReceivedMail } from '@postern/core/testing';
import { simpleParser, type ParsedMail } from 'mailparser';
import { expect, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { jumpingClock } from './jumping-clock.ts';
import { PosternProcess } from './postern-process.ts';
import { postJob, processFixture } from './process-fixture.ts';
import { OPERATOR } from './start-gateway.ts';

type RuleInput = Parameters<typeof addRule>[2];

/** Who gets the digests; another is told at once, by which one sees that a worker has looked. */
export const DIGESTS = 'digest@acme.example';
const AT_ONCE = 'at-once@acme.example';

/**
 * Acme in a zone, with a rule of that pace about faulted jobs, one that tells at once of jobs whose number begins with 9, and
 * processes whose clock the test sets.
 * @param at what their clock shows at first; epoch milliseconds.
 */
export async function digestFixture(options: {
  readonly at: number;
  readonly timeZone: string;
  readonly pace: RuleInput['pace'];
}) {
  const fixture = await processFixture();
  const clock = jumpingClock(options.at);
  const environment = { ...fixture.environment, ...clock.environment };
  const container = await openContainer(parseConfig(fixture.environment), {
    environment: fixture.environment,
    logger: silentLogger,
  });
  const [acme] = await container.storage.organizations.list();
  if (acme === undefined) throw new Error('There is no organization.');
  await updateOrganization(container, OPERATOR, { slug: acme.slug, timeZone: options.timeZone });
  for (const { id } of await container.storage.rules.list()) await removeRule(container, OPERATOR, id);
  const level = organizationLevel(acme.id);
  const rule = (address: string, more: Partial<RuleInput>) =>
    addRule(container, OPERATOR, {
      level,
      matchers: { types: ['job.faulted'] },
      recipients: [{ address }],
      ...more,
    });
  await rule(DIGESTS, { pace: options.pace });
  await rule(AT_ONCE, {
    matchers: { types: ['job.faulted'], processes: ['Process_9*'] },
    pace: { storm: null },
  });
  await container.close();

  const storage = await openStorage(fixture.environment.POSTERN_DATABASE_URL ?? '', {
    clock: { now: () => Date.now() },
  });
  onTestFinished(() => storage.close());
  let markers = 9_000;
  const { source, sink } = fixture;
  const to = (mails: readonly ReceivedMail[], address: string) =>
    mails.filter((mail) => mail.to.includes(address));
  const digests = (): Promise<readonly ParsedMail[]> =>
    Promise.all(to(sink.mails, DIGESTS).map(({ raw }) => simpleParser(raw)));
  return {
    sink,
    storage,
    clock,
    start: () => PosternProcess.start(environment),
    /** Reports faulted jobs, each of a process of its own. */
    async report(running: PosternProcess, ...numbers: readonly number[]) {
      for (const number of numbers) expect(await postJob(running.url, source, number)).toBe(202);
    },
    /** What came for the digests' reader so far, as it is read. */
    digests,
    /** The same, once there are so many. */
    async digestsOnce(count: number): Promise<readonly ParsedMail[]> {
      await eventually(`${count} mails`, () => to(sink.mails, DIGESTS).length >= count, { within: 60_000 });
      return digests();
    },
    /** Waits until a worker has looked at what is due at the clock's time. */
    async looked(running: PosternProcess) {
      const before = to(sink.mails, AT_ONCE).length;
      expect(await postJob(running.url, source, (markers += 1))).toBe(202);
      await eventually('a mail that goes at once', () => to(sink.mails, AT_ONCE).length > before, {
        within: 60_000,
      });
    },
    deliveries: async () =>
      (await storage.outbox.list({ level, address: DIGESTS }, { limit: 50 })).items.filter(
        ({ gathers }) => gathers !== null,
      ),
  };
}

/** The processes that a mail names, each as often as it does, in order; those of {@link digestFixture}'s own reports left out. */
export function processesIn({ text = '' }: ParsedMail): readonly number[] {
  const all = [...text.matchAll(/Process_(\d+)_/g)].map(([, number]) => Number(number));
  return all.filter((number) => number < 9_000).sort((one, other) => one - other);
}
