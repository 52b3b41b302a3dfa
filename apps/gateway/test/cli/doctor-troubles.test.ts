import { createServer } from 'node:net';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, HOST, MINUTE, systemClock } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import {
  buildEvent,
  buildPlannedEvent,
  buildReport,
  eventually,
  makeCertificate,
  sequentialIds,
  startSmtpSink,
  type SinkOptions,
} from '@postern/core/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultedJob, signUipath } from '../sign.ts';
import { PosternProcess } from '../postern-process.ts';
import { openCliHouse, type CliHouse } from './cli-house.ts';

interface Found {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly seen: string;
  readonly cure: string;
}

const FROM = 'default-from-address=robots@platform.example';

/** What the doctor finds that is not well. */
async function troubles({ postern }: CliHouse, environment = {}): Promise<readonly Found[]> {
  const ran = await postern(['doctor', '--json'], { environment });
  return (ran.json() as readonly Found[]).filter(({ state }) => state !== 'ok');
}

async function trouble(house: CliHouse, check: string, environment = {}): Promise<Found | undefined> {
  return (await troubles(house, environment)).find((one) => one.check === check);
}

/** Types a command as it was printed: all words of it, and nothing else. */
async function type({ postern }: CliHouse, printed: string, around = {}) {
  const words = printed.split(' ');
  expect(words.shift()).toBe('postern');
  return postern(words, around);
}

/** The command in a cure that says more besides. */
const commandIn = (cure: string | undefined): string =>
  /postern [\w-]+(?: [\w@./=-]+)*/.exec(cure ?? '')?.[0] ?? 'none';

async function sink(options: SinkOptions = {}) {
  const server = await startSmtpSink(options);
  onTestFinished(() => server.close());
  return server;
}

/** A host that sends by that port, its settings active. */
async function house(port: number, more: readonly string[] = [], around = {}): Promise<CliHouse> {
  const opened = await openCliHouse();
  const plain = ['smtp-host=127.0.0.1', `smtp-port=${String(port)}`, FROM];
  const secure = more.some((word) => word.startsWith('secure-connection')) ? [] : ['secure-connection=off'];
  const set = await opened.postern(['settings', 'set', '--host', ...plain, ...secure, ...more], around);
  expect(set.out).toContain('Revision 1 of host is active');
  return opened;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe('the doctor finds what a newcomer runs into, and its cure works as printed:', () => {
  it('nothing is set yet', async () => {
    const opened = await openCliHouse();
    const found = await trouble(opened, 'settings of host');
    expect(found).toMatchObject({ state: 'failed', seen: expect.stringContaining('Mail waits.') as string });
    const server = await sink({ user: { name: 'robots', secret: 'right' } });
    const cure = found!.cure
      .replace('HOST', '127.0.0.1')
      .replace('587', String(server.port))
      .replace('NAME', 'robots')
      .replace('ADDRESS', 'robots@platform.example');
    const set = await type(opened, `${cure} secure-connection=off`, { input: 'right\n' });
    expect(set).toMatchObject({ code: 0, err: expect.not.stringContaining('FAIL') as string });
    expect(await trouble(opened, 'settings of host')).toBeUndefined();
    expect(await trouble(opened, 'server of host')).toBeUndefined();
    const sources = await trouble(opened, 'sources');
    for (const command of sources!.cure.split('; ')) expect((await type(opened, command)).code).toBe(0);
    expect(await trouble(opened, 'sources')).toBeUndefined();
  });

  it('a wrong port', async () => {
    const server = await sink();
    const opened = await house(await freePort(), ['use-default-credentials=on']);
    const found = await trouble(opened, 'server of host');
    expect(found).toMatchObject({ state: 'failed', seen: expect.stringMatching(/refused|port/i) as string });
    expect((await type(opened, commandIn(found?.cure.slice(found.cure.indexOf('Then: '))))).code).toBe(2);
    await opened.postern(['settings', 'set', '--host', `smtp-port=${String(server.port)}`]);
    expect(await trouble(opened, 'server of host')).toBeUndefined();
  });

  it('a wrong password', async () => {
    const server = await sink({ user: { name: 'robots', secret: 'right' } });
    const opened = await house(server.port, ['smtp-username=robots', '--password-stdin'], {
      input: 'wrong\n',
    });
    const before = (await opened.postern(['settings', 'history', '--host', '--json'])).out;
    const found = await trouble(opened, 'server of host');
    expect(found).toMatchObject({ state: 'failed', seen: expect.stringMatching(/password/i) as string });
    expect(found?.cure).toContain('Then: postern settings test --host --active');
    // A look leaves no trace.
    expect((await opened.postern(['settings', 'history', '--host', '--json'])).out).toBe(before);
    expect(opened.printed()).not.toContain('wrong');
  });

  it('a server that says nothing, as behind a firewall', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    onTestFinished(() => void silent.close());
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const quick = ['connect-timeout=1000', 'use-default-credentials=on'];
    const opened = await house(port, quick);
    const found = await trouble(opened, 'server of host');
    expect(found).toMatchObject({ state: 'failed', seen: expect.stringMatching(/\[\w[\w-]+\]$/) as string });
  });

  it('a certificate that nobody vouches for', async () => {
    const server = await sink({ security: 'starttls', certificate: await makeCertificate() });
    const opened = await house(server.port, ['secure-connection=on', 'use-default-credentials=on']);
    const found = await trouble(opened, 'server of host');
    expect(found).toMatchObject({ state: 'failed', seen: expect.stringMatching(/certificate/i) as string });
    await writeFile(join(opened.folder, 'ca.pem'), server.ca ?? '');
    await opened.postern([
      'settings',
      'set',
      '--host',
      'smtp-host=localhost',
      `ca-certificate=@${join(opened.folder, 'ca.pem')}`,
    ]);
    expect(await trouble(opened, 'server of host')).toBeUndefined();
  });

  it('a clock that is off: ours was ahead once, or a sender’s is', async () => {
    const opened = await openCliHouse();
    await opened.postern(['orgs']);
    const storage = await openStorage(opened.environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
    const newId = sequentialIds();
    const accept = (receivedAt: number, occurredAt: number) => {
      const events = [buildPlannedEvent(newId, { event: buildEvent({ occurredAt, foldKey: null }) })];
      return storage.intake.accept(
        [buildReport(newId, { receivedAt, content: { kind: 'events', events } })],
        0,
      );
    };
    await accept(Date.now(), Date.now() - MINUTE);
    expect(await trouble(opened, 'clock')).toBeUndefined();
    await accept(Date.now(), Date.now() + 20 * MINUTE);
    expect((await trouble(opened, 'clock'))?.seen).toContain('the clock here is slow');
    await accept(Date.now() + DAY, Date.now());
    expect((await trouble(opened, 'clock'))?.seen).toContain('something was stored at');
    await storage.close();
  });

  it('no rule that wants what comes, though there are rules; and why', async () => {
    const opened = await openCliHouse();
    const rule = ['rules', 'add', '--host', '--type', 'job.faulted', '--to', 'ops@acme.example'];
    await opened.postern([...rule, '--process', 'Invoice_Intak']);
    const storage = await openStorage(opened.environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
    const newId = sequentialIds();
    const accept = (event: Parameters<typeof buildEvent>[0]) => {
      const events = [buildPlannedEvent(newId, { event: buildEvent({ foldKey: null, ...event }) })];
      const content = { kind: 'events', events } as const;
      return storage.intake.accept([buildReport(newId, { level: HOST, receivedAt: Date.now(), content })], 0);
    };
    await accept({ type: 'ping' });
    expect(await trouble(opened, 'rules of host')).toBeUndefined();
    await accept({ type: 'job.faulted', process: { id: null, name: 'Invoice_Intake' } });
    const found = await trouble(opened, 'rules of host');
    expect(found?.seen).toContain('the last 1 events in 7 days: 1 × job.faulted.');
    expect((await type(opened, commandIn(found?.cure.replace(' says why not', '')))).out).toContain(
      'Nobody gets mail',
    );
    await opened.postern([...rule, '--process', 'Invoice_*']);
    expect(await trouble(opened, 'rules of host')).toBeUndefined();
    await storage.close();
  });

  it('keys that are gone, with the file that held them', async () => {
    const server = await sink({ user: { name: 'robots', secret: 'right' } });
    const opened = await house(server.port, ['smtp-username=robots', '--password-stdin'], {
      input: 'right\n',
    });
    await rename(join(opened.folder, 'postern.key'), join(opened.folder, 'moved.key'));
    const ran = await opened.postern(['doctor']);
    expect(ran.code).not.toBe(0);
    expect(`${ran.out}${ran.err}`).toMatch(/postern\.key/);
    const other = { POSTERN_KEY_FILE: '', POSTERN_KEYS: `other:${Buffer.alloc(32, 7).toString('base64')}` };
    expect((await trouble(opened, 'keys', other))?.state).toBe('failed');
    expect((await trouble(opened, 'server of host', other))?.state).toBe('failed');
  });

  it(
    'a worker that does not run, a source that was never heard, and webhooks that are refused',
    { timeout: 60_000 },
    async () => {
      const server = await sink();
      const opened = await house(server.port, ['use-default-credentials=on']);
      await opened.postern(['orgs', 'add', 'acme']);
      const added = (
        await opened.postern([
          'sources',
          'add',
          '--kind',
          'uipath',
          '--name',
          'prod',
          '--org',
          'acme',
          '--json',
        ])
      ).json() as { id: string; path: string; secret: string };
      const rules = await trouble(opened, 'rules of acme');
      expect((await type(opened, rules?.cure ?? '')).code).toBe(0);
      expect(await trouble(opened, 'rules of acme')).toBeUndefined();
      expect(await trouble(opened, 'gateway')).toMatchObject({ cure: 'postern serve' });

      const listen = { POSTERN_LISTEN: `127.0.0.1:${String(await freePort())}` };
      const running = await PosternProcess.start(
        { ...opened.environment, ...listen },
        { words: ['serve', '--no-worker'] },
      );
      const silent = await trouble(opened, 'source prod of acme', listen);
      expect((await type(opened, commandIn(silent?.cure.replace(/ says.*/, '')))).out).toContain(added.path);

      const post = (secret: string, path = added.path) =>
        fetch(`${running.url}${path}`, {
          method: 'POST',
          headers: signUipath(faultedJob(1), secret),
          body: faultedJob(1),
        });
      expect((await post('another')).status).toBe(401);
      expect((await post(added.secret, '/webhooks/nobody')).status).toBe(404);
      const refused = (await troubles(opened, listen)).filter(({ check }) => check === 'webhooks');
      expect(refused.map(({ seen }) => seen)).toEqual([
        expect.stringContaining('1 went to an address of no source (404)'),
        expect.stringContaining('1 were signed with another secret'),
      ]);
      const rotated = (await type(opened, `postern sources rotate-secret ${added.id} --json`)).json() as {
        secret: string;
      };
      // Another process's change is known a moment later.
      await eventually('it is taken', async () => (await post(rotated.secret)).status === 202);
      expect(await trouble(opened, 'source prod of acme', listen)).toBeUndefined();

      // What is due and nobody sends.
      const storage = await openStorage(opened.environment.POSTERN_DATABASE_URL ?? '', {
        clock: systemClock,
      });
      await storage.intake.accept([buildReport(sequentialIds(90), { level: HOST, receivedAt: 1 })], 0);
      await storage.close();
      expect(await trouble(opened, 'deliveries', listen)).toMatchObject({
        state: 'failed',
        cure: 'postern worker',
      });
      await opened.postern(['maintenance', 'suspended']);
      expect(await trouble(opened, 'deliveries', listen)).toMatchObject({ cure: 'postern maintenance off' });
      expect((await type(opened, 'postern maintenance off')).code).toBe(0);
      await running.end('SIGTERM');
    },
  );
});
