import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../src/adapters/storage/sqlite/open-database.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { sqliteConnection } from '../src/adapters/storage/sqlite/sqlite-connection.ts';
import { sqliteStorage } from '../src/adapters/storage/sqlite/sqlite-storage.ts';
import { FOLDING_WINDOW } from '../src/events/automation-event.ts';
import { MINUTE } from '../src/kernel/clock.ts';
import { silentLogger, type LogFields, type Logger } from '../src/kernel/logger.ts';
import type { Storage } from '../src/storage.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();
const clock = new FakeClock();

/** A storage together with the connection below it, to make the database fail. */
async function openWithConnection(
  logger: Logger = silentLogger,
  options: { readonly patience?: number } = {},
): Promise<{ readonly storage: Storage; readonly client: Database.Database }> {
  const client = await openDatabase(await files.emptyDatabase(), logger);
  const storage = sqliteStorage(sqliteConnection(client, options), { clock, logger });
  onTestFinished(() => storage.close());
  return { storage, client };
}

const claimAll = (storage: Storage) =>
  storage.outbox.claimDue({
    now: FAKE_START,
    limit: 20,
    perLevel: 20,
    leaseToken: 'token',
    leaseUntil: FAKE_START + MINUTE,
    except: [],
  });

describe('a database that cannot be written', () => {
  it('stores nothing of the batch when the disk is full, and goes on when there is room again', async () => {
    const { storage, client } = await openWithConnection();
    const newId = sequentialIds();
    client.pragma(`max_page_count = ${Number(client.pragma('page_count', { simple: true })) + 8}`);
    const batch = () => Array.from({ length: 50 }, () => buildReport(newId));
    const failing = [batch(), batch(), batch(), batch()];
    const outcomes = await Promise.allSettled(
      failing.map((reports) => storage.intake.accept(reports, FOLDING_WINDOW)),
    );
    const refused = failing.filter((_, place) => outcomes[place]?.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        name: 'AppError',
        code: 'storage-unavailable',
        message: expect.stringContaining('disk is full') as string,
        detail: expect.stringContaining('SQLITE_FULL') as string,
      },
    });
    const stored = 50 * (failing.length - refused.length);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(stored);

    client.pragma('max_page_count = 1000000');
    for (const reports of refused) {
      const answers = await storage.intake.accept(reports, FOLDING_WINDOW);
      expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['accepted']));
    }
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(200);
  });

  it('says that it is read-only, and goes on when it is not any more', async () => {
    const { storage, client } = await openWithConnection();
    const report = buildReport(sequentialIds());
    client.pragma('query_only = ON');
    const problem = { code: 'storage-unavailable', message: expect.stringContaining('read-only') as string };
    await expect(storage.intake.accept([report], FOLDING_WINDOW)).rejects.toMatchObject(problem);
    await expect(storage.check()).rejects.toMatchObject(problem);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(0);

    client.pragma('query_only = OFF');
    await storage.check();
    expect(await storage.intake.accept([report], FOLDING_WINDOW)).toMatchObject([{ kind: 'accepted' }]);
  });

  it('says that another process holds it, and goes on when that has let go', async () => {
    const { storage, client } = await openWithConnection(silentLogger, { patience: 0 });
    const other = new Database(client.name);
    other.exec('BEGIN IMMEDIATE');
    await expect(storage.check()).rejects.toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('Another process') as string,
    });
    // Reading goes on beside a writer.
    expect(await storage.outbox.nextDueAt()).toBeNull();
    other.exec('ROLLBACK');
    other.close();
    await storage.check();
  });

  it('waits for another process’s commit, in the order of its writes, and goes on with everything else meanwhile', async () => {
    const { storage, client } = await openWithConnection();
    const newId = sequentialIds();
    const other = new Database(client.name);
    other.exec('BEGIN IMMEDIATE');
    const order: number[] = [];
    const writes = [0, 1, 2].map(async (place) => {
      await storage.intake.accept([buildReport(newId)], FOLDING_WINDOW);
      order.push(place);
    });
    // The other holds it until this process has turned to something else, which it never does if it stands still.
    expect(await storage.outbox.nextDueAt()).toBeNull();
    expect(order).toEqual([]);
    other.exec('COMMIT');
    other.close();
    await Promise.all(writes);
    expect(order).toEqual([0, 1, 2]);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(3);
  });

  it('refuses what still waits when it is closed', async () => {
    const { storage, client } = await openWithConnection();
    const other = new Database(client.name);
    other.exec('BEGIN IMMEDIATE');
    const waiting = [storage.check(), storage.check()];
    await storage.close();
    other.close();
    expect(await Promise.allSettled(waiting)).toMatchObject([
      { status: 'rejected', reason: { code: 'storage-unavailable' } },
      { status: 'rejected', reason: { code: 'storage-unavailable' } },
    ]);
  });

  it('cannot be opened where no file can be, and says where', async () => {
    const file = files.newPath();
    writeFileSync(file, '');
    for (const path of [`${file}/below-a-file.db`, dirname(file)]) {
      await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
        code: 'storage-unavailable',
        message: expect.stringContaining(path) as string,
      });
    }
  });

  it('is closed for good once closed', async () => {
    const { storage } = await openWithConnection();
    await storage.close();
    await storage.close();
    await expect(storage.check()).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(storage.configurationVersion()).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});

describe('a damaged database', () => {
  it('is not opened when the file is no database, and stays as it is', async () => {
    const path = files.newPath();
    writeFileSync(
      path,
      'This is somebody’s letter, and it is longer than the header of a database.'.repeat(20),
    );
    const before = readFileSync(path, 'utf8');
    await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
      code: 'storage-corrupt',
      message: expect.stringContaining('not a database') as string,
    });
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('says so when pages of it are damaged', async () => {
    const path = await files.emptyDatabase();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096);
    writeFileSync(path, bytes);
    await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
      code: 'storage-corrupt',
      message: expect.stringContaining('backup') as string,
    });
  });

  it('names the table and the record that does not fit, and none of its values', async () => {
    const { storage, client } = await openWithConnection();
    const newId = sequentialIds();
    await storage.intake.accept([buildReport(newId)], FOLDING_WINDOW);
    const [delivery] = (await storage.outbox.list({}, { limit: 1 })).items;
    const damages = [`state = 'hunter2'`, `data = 'hunter2'`, `level = 'hunter2'`, 'maybe_duplicate = 7331'];
    for (const damage of damages) {
      client.exec('SAVEPOINT sound');
      client.exec(`UPDATE deliveries SET ${damage}`);
      const failure: unknown = await storage.outbox.find(delivery!.id).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'storage-corrupt',
        message: expect.stringContaining(`${delivery!.id} in table deliveries`) as string,
      });
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/hunter2|7331/);
      client.exec('ROLLBACK TO sound; RELEASE sound');
    }
  });

  it('keeps a damaged delivery out of the way of the sound ones, and tells the log', async () => {
    const lines: LogFields[] = [];
    const logger = { ...silentLogger, error: (fields: LogFields) => void lines.push(fields) };
    const { storage, client } = await openWithConnection(logger);
    const newId = sequentialIds();
    await storage.intake.accept([buildReport(newId), buildReport(newId), buildReport(newId)], FOLDING_WINDOW);
    const [last, middle, first] = (await storage.outbox.list({}, { limit: 3 })).items;
    client.prepare(`UPDATE deliveries SET language = 'xx' WHERE id = ?`).run(first!.id);
    client.prepare(`UPDATE events SET event = '{}' WHERE id = ?`).run(middle!.eventId);

    expect((await claimAll(storage)).map(({ delivery }) => delivery.id)).toEqual([last!.id]);
    expect(lines).toMatchObject([{ deliveryId: first!.id }, { deliveryId: middle!.id }]);
    expect(await claimAll(storage)).toEqual([]);
  });
});
