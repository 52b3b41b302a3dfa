import { copyFileSync, readFileSync, rmSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { openSqliteTransfer } from '../src/adapters/storage/sqlite/open-sqlite-transfer.ts';
import { silentLogger } from '../src/kernel/logger.ts';
import type { Storage } from '../src/storage.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();
const clock = new FakeClock();

/** A backup with one mail, put in the place of a database that went on after it and was killed: its log is still there. */
async function restored(): Promise<string> {
  const [path, killed, copy] = [files.newPath(), files.newPath(), files.newPath()];
  const storage = await openSqliteStorage({ path: killed, clock });
  const newId = sequentialIds();
  await storage.intake.accept([buildReport(newId)], 0);
  await requireBackup(storage)(copy);
  for (let more = 0; more < 30; more += 1) await storage.intake.accept([buildReport(newId)], 0);
  copyFileSync(copy, path);
  // As a kill leaves it: a close would write the log back and remove it.
  copyFileSync(`${killed}-wal`, `${path}-wal`);
  await storage.close();
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  return path;
}

function requireBackup({ backup }: Storage): (path: string) => Promise<void> {
  if (backup === null) throw new Error('SQLite has a backup of its own.');
  return backup;
}

it('a backup beside the log of the database that was there before is refused, and opens once that is removed', async () => {
  const path = await restored();
  const before = [readFileSync(path), readFileSync(`${path}-wal`)];
  await expect(openSqliteStorage({ path, clock })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining(`Remove ${path}-wal and ${path}-shm`) as string,
  });
  await expect(openSqliteTransfer(path, { role: 'source', logger: silentLogger })).rejects.toMatchObject({
    code: 'storage-unavailable',
  });
  expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);

  rmSync(`${path}-wal`);
  const storage = await openSqliteStorage({ path, clock });
  expect((await storage.outbox.backlog(FAKE_START)).queued).toBe(1);
  await storage.close();
});

it('a log of its own is never refused, whether the database was made here or restored', async () => {
  const path = await restored();
  rmSync(`${path}-wal`);
  for (const own of [path, files.newPath()]) {
    const first = await openSqliteStorage({ path: own, clock });
    await first.intake.accept([buildReport(sequentialIds())], 0);
    const second = await openSqliteStorage({ path: own, clock });
    await second.check();
    expect(statSync(`${own}-wal`).size).toBeGreaterThan(0);
    await second.close();
    await first.close();
  }
});
