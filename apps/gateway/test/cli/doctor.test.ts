import { chmod, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, HOST, HOUR, MINUTE, organizationLevel, systemClock, type Storage } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import {
  buildAuditEntry,
  buildEvent,
  buildIncident,
  buildPlannedDelivery,
  buildPlannedEvent,
  buildReport,
  buildRule,
  FakeClock,
  makeCertificate,
  sequentialIds,
} from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { databaseSizeCheck } from '../../src/cli/doctor/machine-checks.ts';
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

  it('finds a rule that wanted nothing of what came in thirty days, and no young one', async () => {
    const house = await furnished(async (storage) => {
      const now = Date.now();
      const rule = (id: string, days: number, type: string) =>
        storage.rules.add(
          buildRule({
            id,
            name: `${type} ${days}`,
            level: HOST,
            matchers: { types: [type] },
            createdAt: now - days * DAY,
          }),
          buildAuditEntry(newId),
        );
      await rule('r1', 31, 'robot.alert');
      await rule('r2', 29, 'robot.alert');
      await rule('r3', 31, 'job.*');
      await storage.intake.accept([buildReport(newId, { level: HOST, receivedAt: now })], 0);
    });
    expect(await ask(house, 'rule robot.alert 31')).toMatchObject({
      state: 'warning',
      seen: expect.stringContaining('none of the last 1 events') as string,
      cure: expect.stringContaining('postern rules remove r1') as string,
    });
    expect(await ask(house, 'rule robot.alert 29')).toBeUndefined();
    expect(await ask(house, 'rule job.* 31')).toBeUndefined();
  });

  it('says what waits and for what, and how to look at it', async () => {
    const house = await furnished(async (storage) => {
      const now = Date.now();
      await storage.intake.accept([buildReport(newId, { receivedAt: now })], 0);
      const [claimed] = await storage.outbox.claimDue({
        now,
        limit: 1,
        perLevel: 1,
        leaseToken: 't',
        leaseUntil: now + MINUTE,
        except: [],
      });
      const { delivery, leaseToken } = claimed!;
      const outcome = { deliveryId: delivery.id, state: 'deferred', reason: 'unreachable' } as const;
      const nothing = { stage: null, replyCode: null, enhancedCode: null, text: null };
      await storage.outbox.settle([
        {
          ...outcome,
          leaseToken,
          attempts: 1,
          maybeDuplicate: false,
          dueAt: now + HOUR,
          endedAt: null,
          attempt: { ...outcome, ...nothing, at: now, server: null, queueId: null, took: 1 },
        },
      ]);
    });
    expect(await ask(house, 'waiting mail')).toMatchObject({
      state: 'warning',
      seen: expect.stringMatching(/^1 waits: .*\[unreachable\]$/u) as string,
      cure: expect.stringContaining('postern deliveries show 0') as string,
    });
  });

  it.each([
    [1, 'ok', '1 gather events.'],
    [-1, 'warning', '1 should have gone out, the first to ops@acme.example'],
  ])('looks whether a digest that is due in %s hours is late: %s', async (hours, state, seen) => {
    const house = await furnished(async (storage) => {
      const dueAt = Date.now() + hours * HOUR;
      const delivery = buildPlannedDelivery(newId, {
        expiresAt: dueAt + DAY,
        ruleId: 'r1',
        pacing: { kind: 'gather', as: 'digest', until: dueAt },
      });
      const event = buildPlannedEvent(newId, { event: buildEvent(), deliveries: [delivery] });
      const content = { kind: 'events', events: [event] } as const;
      await storage.intake.accept([buildReport(newId, { content, receivedAt: Date.now() })], 0);
    });
    expect(await ask(house, 'digests')).toMatchObject({
      state,
      seen: expect.stringContaining(seen) as string,
    });
  });

  it('finds a clock that is wrong by an event that came in the future', async () => {
    const house = await furnished(async (storage) => {
      await storage.intake.accept([buildReport(newId, { receivedAt: Date.now() + HOUR })], 0);
    });
    expect(await ask(house, 'clock')).toMatchObject({ state: 'warning' });
    expect(await ask(await furnished(async () => {}), 'clock')).toBeUndefined();
  });

  it('finds a log beside the database that is larger than it', async () => {
    const house = await furnished(async () => {});
    expect(await ask(house, 'database size')).toMatchObject({ state: 'ok' });
    // SQLite cuts a log that it did not write as soon as it opens the database, so the check is asked alone.
    await writeFile(join(house.folder, 'postern.db-wal'), '');
    await truncate(join(house.folder, 'postern.db-wal'), 100 * 2 ** 20);
    const config = { databaseUrl: house.environment.POSTERN_DATABASE_URL, keep: { events: 90 } };
    const context = { services: { config } } as unknown as Parameters<typeof databaseSizeCheck>[0];
    expect(await databaseSizeCheck(context)).toMatchObject([
      { state: 'warning', seen: expect.stringContaining('100 MiB') as string },
    ]);
  });

  it('says of Slack nothing where nobody uses it, else who and where is missing', async () => {
    const house = await furnished(async () => {});
    expect(await ask(house, 'Slack')).toBeUndefined();
    await house.postern(['orgs', 'add', 'acme']);
    await house.postern(['admins', 'add', 'T01/U0BOB', '--org', 'acme']);
    expect((await ask(house, 'Slack'))?.seen).toContain('Nobody was made system administrator');
    await house.postern(['admins', 'add', 'T01/U0ADA', '--host']);
    expect((await ask(house, 'Slack'))?.seen).toContain('incidents of: host, acme.');
    const storage = await openStorage(house.environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
    const [acme] = await storage.organizations.list();
    for (const level of [HOST, organizationLevel(acme!.id)]) {
      const binding = {
        level,
        teamId: 'T01',
        channelId: `C${level.kind}`,
        language: 'en',
        boundAt: 1,
        boundBy: { kind: 'command-line', name: 'root' },
      } as const;
      await storage.channels.bind({ binding, replaces: null }, buildAuditEntry(newId));
    }
    await storage.close();
    expect(await ask(house, 'Slack')).toMatchObject({ state: 'ok' });
  });
});

const newId = sequentialIds();

/** A house whose database has what was put there. */
async function furnished(put: (storage: Storage) => Promise<void>): Promise<CliHouse> {
  const house = await openCliHouse();
  await house.postern(['orgs']);
  const storage = await openStorage(house.environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
  await put(storage);
  await storage.close();
  return house;
}
