import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { changeSettings, HOST, Secret, silentLogger } from '@postern/core';
import { eventually, startSmtpSink } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import { PosternProcess } from './postern-process.ts';
import { arrived, postJob } from './process-fixture.ts';
import { seed } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../bin/postern.js', import.meta.url));
const AT_ONCE = 10;

/** A database whose mail server wants a password: what is sealed is needed to take reports and to send mail. */
async function house() {
  const folder = temporaryFolder();
  const user = { name: 'robots', secret: 'restored-with-the-keys' };
  const sink = await startSmtpSink({ user });
  onTestFinished(() => sink.close());
  const environment = {
    POSTERN_DATABASE_URL: `file:${folder}/postern.db`,
    POSTERN_KEY_FILE: `${folder}/postern.key`,
    POSTERN_LISTEN: '127.0.0.1:0',
    POSTERN_WORKER_LISTEN: '127.0.0.1:0',
  };
  const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
  const { source } = await seed(container);
  await changeSettings(
    container,
    { kind: 'command-line', name: 'root' },
    {
      level: HOST,
      set: {
        smtpHost: '127.0.0.1',
        smtpPort: sink.port,
        secureConnection: false,
        smtpUsername: user.name,
        smtpPassword: new Secret(user.secret),
        defaultFromAddress: 'robots@platform.example',
      },
    },
  );
  await container.close();
  return { environment, source, sink, databaseFile: `${folder}/postern.db` };
}

/** The jobs in a database, by what became of their mail. */
function jobsIn(databaseFile: string) {
  const client = new DatabaseSync(databaseFile, { readOnly: true });
  const rows = client
    .prepare('SELECT event, state FROM deliveries JOIN events ON events.id = deliveries.event_id')
    .all();
  client.close();
  const jobs = { delivered: new Set<number>(), waiting: new Set<number>() };
  for (const { event, state } of rows) {
    const number = Number(/Process_(\d+)_/.exec(String(event))?.[1]);
    jobs[state === 'delivered' ? 'delivered' : 'waiting'].add(number);
  }
  return jobs;
}

/** Stops it where nobody waits for it: in the middle of a commit it would hold the database. */
async function stopBetweenCommits(worker: PosternProcess, accepted: () => number): Promise<void> {
  worker.signal('SIGSTOP');
  const atStop = accepted();
  const goesOn = () => accepted() - atStop >= 30;
  try {
    await eventually('others go on', goesOn, { within: 5_000 });
  } catch {
    worker.signal('SIGCONT');
    await eventually('it lets go of the database', goesOn);
    await stopBetweenCommits(worker, accepted);
  }
}

it(
  'a database that is gone comes back from its backup: what was accepted before is delivered, and all that is sealed opens',
  { timeout: 180_000 },
  async () => {
    const { environment, source, sink, databaseFile } = await house();
    const postern = (...words: readonly string[]) =>
      promisify(execFile)(process.execPath, [MAIN, ...words], {
        env: { PATH: process.env.PATH, ...environment },
      });
    const gateway = await PosternProcess.start(environment, { words: ['serve', '--no-worker'] });
    const worker = await PosternProcess.start(environment, { words: ['worker'] });

    const accepted = new Set<number>();
    let [next, ending] = [0, false];
    const senders = Array.from({ length: AT_ONCE }, async () => {
      while (!ending) {
        const number = next++;
        if ((await postJob(gateway.url, source, number)) === 202) accepted.add(number);
      }
    });
    await eventually('mail goes out', () => sink.mails.length >= 30, { within: 60_000 });
    // From here on mail waits, so that the backup has both.
    await stopBetweenCommits(worker, () => accepted.size);

    const before = new Set(accepted);
    const copy = join(dirname(databaseFile), 'backup.db');
    await postern('backup', copy);
    const atBackup = accepted.size;
    worker.signal('SIGCONT');
    await eventually('it goes on after the backup', () => accepted.size - atBackup >= 30);
    await Promise.all([gateway.end('SIGKILL'), worker.end('SIGKILL')]);
    ending = true;
    await Promise.all(senders);

    rmSync(databaseFile);
    copyFileSync(copy, databaseFile);
    // The killed processes have left their log, which is of the database that is gone.
    await expect(PosternProcess.start(environment)).rejects.toThrow(`Remove ${databaseFile}-wal`);
    for (const left of ['-wal', '-shm']) rmSync(`${databaseFile}${left}`, { force: true });
    const { delivered, waiting } = jobsIn(databaseFile);
    expect([...before].filter((number) => !delivered.has(number) && !waiting.has(number))).toEqual([]);
    expect(delivered.size).toBeGreaterThan(0);
    expect(waiting.size).toBeGreaterThan(0);

    const mailsBefore = sink.mails.length;
    const signInsBefore = sink.signIns.length;
    const restored = await PosternProcess.start(environment);
    const allDelivered = () => jobsIn(databaseFile).waiting.size === 0;
    await eventually('all mail of the backup is delivered', allDelivered, { within: 120_000 });
    // What waited in the backup comes, some of it again; what it knows as delivered does not.
    const came = await arrived({ ...sink, mails: sink.mails.slice(mailsBefore) });
    expect([...came.keys()].toSorted((a, b) => a - b)).toEqual([...waiting].toSorted((a, b) => a - b));
    expect(sink.signIns.length).toBeGreaterThan(signInsBefore);
    for (const messageIds of (await arrived(sink)).values()) expect(new Set(messageIds).size).toBe(1);

    // Whoever sends again is known from before the backup, and new from after it.
    const after = [...accepted].filter((number) => !delivered.has(number) && !waiting.has(number));
    expect(after.length).toBeGreaterThan(0);
    expect(await postJob(restored.url, source, [...before][0] ?? -1)).toBe(200);
    expect(await postJob(restored.url, source, after[0] ?? -1)).toBe(202);
    await eventually('that goes out, too', allDelivered);
    expect(JSON.parse((await postern('keys', 'list', '--json')).stdout)).toMatchObject({ missing: [] });
    expect((await restored.end('SIGTERM')).code).toBe(0);
  },
);
