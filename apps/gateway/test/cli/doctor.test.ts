import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { organizationLevel } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { buildIncident, FakeClock, makeCertificate } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { openCliHouse, type CliHouse } from './cli-house.ts';

interface Found {
  readonly check: string;
  readonly state: string;
  readonly seen: string;
  readonly cure: string | null;
}

/** What the doctor says of one check, and how it ended. */
async function ask(
  { postern }: CliHouse,
  check: string,
  environment?: Readonly<Record<string, string>>,
): Promise<Found | undefined> {
  const ran = await postern(['doctor', '--json'], environment === undefined ? {} : { environment });
  return (ran.json() as readonly Found[]).find((finding) => finding.check === check);
}

describe('postern doctor', () => {
  it('names every open incident, and ends with 2', async () => {
    const house = await openCliHouse();
    await house.postern(['orgs', 'add', 'acme']);
    expect(await ask(house, 'incidents')).toMatchObject({ state: 'ok' });
    const storage = await openStorage(house.environment.POSTERN_DATABASE_URL ?? '', {
      clock: new FakeClock(),
    });
    const [acme] = await storage.organizations.list();
    const facts = { kind: 'source-limited', sourceName: 'prod', limitPerMinute: 600 } as const;
    const incident = buildIncident({ level: organizationLevel(acme!.id), facts });
    await storage.incidents.apply([{ incident, expectedVersion: 0 }]);
    await storage.close();
    expect(await ask(house, 'incident of acme')).toMatchObject({
      state: 'failed',
      seen: expect.stringContaining('more than 600 webhooks a minute') as string,
    });
    expect((await house.postern(['doctor'])).code).toBe(2);
  });

  it('names a client certificate that ends soon, as the settings do', async () => {
    const house = await openCliHouse();
    const { cert, key } = await makeCertificate({ until: Date.now() + 5 * 86_400_000 });
    await writeFile(join(house.folder, 'client.pem'), cert);
    await writeFile(join(house.folder, 'client.key'), key);
    const files = [
      `client-certificate=@${join(house.folder, 'client.pem')}`,
      `client-key=@${join(house.folder, 'client.key')}`,
    ];
    const server = ['smtp-host=localhost', 'smtp-port=1', 'default-from-address=robots@acme.example'];
    const set = await house.postern(['settings', 'set', '--host', '--no-test', ...server, ...files]);
    expect(set.err).toBe('');
    const ends = expect.stringContaining('the client certificate for localhost:1 ends ') as string;
    expect(await ask(house, 'connection of host')).toMatchObject({ state: 'warning', seen: ends });
    expect((await house.postern(['settings', 'view', '--host'])).err).toEqual(ends);
  });

  it('finds a rule whose only type is a slip, and says which was meant', async () => {
    const house = await openCliHouse();
    await house.postern(['orgs', 'add', 'acme']);
    const add = ['rules', 'add', '--org', 'acme', '--to', 'ops@acme.example', '--name', 'slip', '--type'];
    await house.postern([...add, 'job.falted']);
    expect(await ask(house, 'rule slip')).toMatchObject({
      state: 'warning',
      cure: expect.stringContaining('--type job.faulted') as string,
    });
  });

  it('finds a database that every user may read', async () => {
    const house = await openCliHouse();
    await house.postern(['orgs']);
    await chmod(join(house.folder, 'postern.db'), 0o644);
    expect(await ask(house, 'database file')).toMatchObject({ state: 'warning' });
    await chmod(join(house.folder, 'postern.db'), 0o600);
    expect(await ask(house, 'database file')).toMatchObject({ state: 'ok' });
  });

  it.each([
    [undefined, 'warning'],
    ['http://postern.example.com', 'warning'],
    ['https://postern.example.com', 'ok'],
  ])('says of the public address %s: %s', async (url, state) => {
    const house = await openCliHouse();
    const environment = url === undefined ? undefined : { POSTERN_PUBLIC_URL: url };
    expect(await ask(house, 'public address', environment)).toMatchObject({ state });
  });
});
