import { confirmArrival, Secret, systemClock, type Storage } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { eventually, sequentialIds, startSmtpSink, type SmtpSink } from '@postern/core/testing';
import { expect, it, onTestFinished } from 'vitest';
import { openCliHouse, type CliHouse } from './cli-house.ts';

const HERE = { environment: { POSTERN_PUBLIC_URL: 'https://postern.example' } };
const TEST = ['settings', 'test', '--host', '--to', 'ops@acme.example'];

/** A host that can send to a sink. */
async function withServer(): Promise<CliHouse & { readonly sink: SmtpSink; readonly storage: Storage }> {
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const house = await openCliHouse();
  const server = ['smtp-host=127.0.0.1', `smtp-port=${String(sink.port)}`, 'secure-connection=off'];
  const rest = ['use-default-credentials=on', 'default-from-address=robots@platform.example'];
  expect(await house.postern(['settings', 'set', '--host', ...server, ...rest])).toMatchObject({ code: 0 });
  const storage = await openStorage(house.environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
  onTestFinished(() => storage.close());
  return { ...house, sink, storage };
}

/** Presses the button behind the link of the mail, as the gateway's page does. */
async function press({ sink, storage }: Awaited<ReturnType<typeof withServer>>): Promise<void> {
  const mail = await eventually('the mail', () => sink.mails.at(-1));
  // Quoted-printable breaks long lines.
  const raw = String(mail.raw).replaceAll(/=\r?\n/g, '');
  const token = new Secret(/https:\/\/postern\.example\/links\/([\w-]{43})/.exec(raw)?.[1] ?? '');
  const deps = { storage, clock: systemClock, newId: sequentialIds() };
  expect(await confirmArrival(deps, token)).toMatchObject({ outcome: 'confirmed' });
}

it('waits until somebody says that the mail arrived, and says what that proves', async () => {
  const house = await withServer();
  const running = house.postern([...TEST, '--wait'], HERE);
  await press(house);
  const ran = await running;
  expect(ran.code).toBe(0);
  expect(ran.out).toMatch(
    /It arrived: somebody who has the mail to ops@acme\.example pressed .*do not press it/,
  );
  for (const words of [['view'], ['history']])
    expect((await house.postern(['settings', ...words, '--host'])).out).toMatch(/arrived[\s\S]*20\d\d-/);
});

it('says so with --json too, and ends with 2 when nobody has said so in time, which proves nothing', async () => {
  const house = await withServer();
  const running = house.postern([...TEST, '--wait', '60s', '--json'], HERE);
  await press(house);
  const told = await running;
  expect(told.code).toBe(0);
  expect(told.json()).toMatchObject({ outcome: 'passed', arrivedAt: expect.any(Number) as number });
  const silent = await house.postern([...TEST, '--wait', '0m'], HERE);
  expect(silent.code).toBe(2);
  expect(silent.out).toContain('proves nothing yet');
  expect((await house.postern([...TEST, '--wait', '0m', '--json'], HERE)).json()).toMatchObject({
    outcome: 'passed',
    arrivedAt: null,
  });
});

it('says without waiting how the arrival shows, and does not hold on when the test fails', async () => {
  const house = await withServer();
  const ran = await house.postern(TEST, HERE);
  expect(ran).toMatchObject({
    code: 0,
    out: expect.stringContaining('With --wait, this command does') as string,
  });
  await press(house);
  expect((await house.postern(['settings', 'history', '--host', '--json'])).json()).toMatchObject({
    items: [{ arrivedAt: expect.any(Number) as number }],
  });
  await house.sink.close();
  const failed = await house.postern([...TEST, '--wait', '9h'], HERE);
  expect(failed.code).toBe(2);
  expect(failed.out).toContain('Cause:');
  expect(failed.out).toContain('not this test: repeat it');
});

it('says what is missing before it sends anything', async () => {
  const house = await withServer();
  const nowhere = await house.postern([...TEST, '--wait']);
  expect(nowhere).toMatchObject({ code: 3, err: expect.stringContaining('POSTERN_PUBLIC_URL') as string });
  const nobody = await house.postern(['settings', 'test', '--host', '--wait'], HERE);
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('--to ADDRESS') as string });
  const long = await house.postern([...TEST, '--wait', 'soon'], HERE);
  expect(long).toMatchObject({ code: 1, err: expect.stringContaining('length of time') as string });
  expect(house.sink.mails).toEqual([]);
});
