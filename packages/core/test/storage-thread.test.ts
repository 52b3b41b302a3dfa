import { writeFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../src/adapters/storage/index.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { toAppError } from '../src/kernel/errors.ts';
import type { Storage } from '../src/storage.ts';
import { buildOrganization } from '../src/testing/build-organization.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { eventually } from '../src/testing/eventually.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { buildAuditEntry } from '../src/testing/build-audit-entry.ts';
import { RecordingLogger } from '../src/testing/recording-logger.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();
const clock = new FakeClock();
const newId = sequentialIds();

let threads: Worker[] = [];
const noteThread = (worker: Worker): void => void threads.push(worker);
beforeEach(() => {
  threads = [];
  process.on('worker', noteThread);
});
afterEach(() => process.off('worker', noteThread));

const open = (path: string, logger = new RecordingLogger()): Promise<Storage> =>
  openStorage(`file:${path}`, { clock, logger, inThread: true });

const addOrganization = (storage: Storage, slug: string): Promise<unknown> =>
  storage.organizations.add(buildOrganization({ id: newId(), slug }), buildAuditEntry(newId));

describe('a storage in a thread of its own', () => {
  it('refuses what the storage refuses, with the same words, and leaves no thread behind', async () => {
    const path = files.newPath();
    writeFileSync(path, 'This is a letter, not a database.'.repeat(100));
    const direct = await openSqliteStorage({ path, clock }).then(() => null, toAppError);
    const { code, message, detail } = direct ?? {};
    await expect(open(path)).rejects.toMatchObject({ code, message, detail });
    await eventually('the thread has ended', () => threads.every(({ threadId }) => threadId === -1));
  });

  it('tells the log of this side what the thread has to tell', async () => {
    const logger = new RecordingLogger();
    const storage = await open(files.newPath(), logger);
    await storage.close();
    expect(logger.lines.map(({ fields }) => fields['migration'])).toContain('0000_tables');
  });

  it('says of what has functions or was made up that it cannot be stored, and goes on', async () => {
    const storage = await open(await files.emptyDatabase());
    const odd = { ...buildOrganization(), name: () => 'x' } as never;
    await expect(storage.organizations.add(odd, buildAuditEntry(newId))).rejects.toMatchObject({
      code: 'internal',
    });
    await storage.check();
    await storage.close();
  });

  it('fails what was asked of a thread that ends, and starts another for what is asked next', async () => {
    const path = await files.emptyDatabase();
    const storage = await open(path);
    await storage.intake.accept([buildReport(newId)], 0);
    const pending = storage.check();
    await threads[0]?.terminate();
    await expect(pending).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(await storage.configurationVersion()).toBe(1);
    expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(1);
    expect(threads.length).toBe(2);
    await storage.close();
  });

  it('sees its own changes of the configuration at once, and those of others soon', async () => {
    const path = await files.emptyDatabase();
    const [storage, other] = [await open(path), await openSqliteStorage({ path, clock })];
    const before = await storage.configurationVersion();
    await addOrganization(storage, 'acme');
    expect(await storage.configurationVersion()).toBe(before + 1);
    await addOrganization(other, 'globex');
    const seen = async (): Promise<boolean> => (await storage.configurationVersion()) === before + 2;
    await eventually('the change of the other is seen', seen);
    await Promise.all([storage.close(), other.close()]);
  });

  it('answers what was asked before it was closed, and refuses what is asked later', async () => {
    const storage = await open(await files.emptyDatabase());
    const asked = storage.intake.accept([buildReport(newId)], 0);
    await Promise.all([storage.close(), storage.close()]);
    expect(await asked).toMatchObject([{ kind: 'accepted' }]);
    await expect(storage.check()).rejects.toMatchObject({ code: 'storage-unavailable' });
    await expect(storage.configurationVersion()).rejects.toMatchObject({ code: 'storage-unavailable' });
    await eventually('the thread has ended', () => threads.every(({ threadId }) => threadId === -1));
  });

  it('takes mail bodies byte for byte', async () => {
    const storage = await open(await files.emptyDatabase());
    const body = Buffer.from([0, 255, 10, 13, 128]);
    const report = buildReport(newId, {
      content: { kind: 'quarantine', reason: 'not-json', explanation: 'x', contentType: '', body },
    });
    await storage.intake.accept([report], 0);
    const found = await storage.quarantine.find(report.id);
    expect(Buffer.from(found?.body ?? [])).toEqual(body);
    await storage.close();
  });
});
