import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openStorage } from '../src/adapters/storage/index.ts';
import { openSqliteStorage } from '../src/adapters/storage/sqlite/open-sqlite-storage.ts';
import { buildReport } from '../src/testing/build-report.ts';
import { FAKE_START, FakeClock } from '../src/testing/fake-clock.ts';
import { sequentialIds } from '../src/testing/sequential-ids.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';

const files = useDatabaseFiles();
const clock = new FakeClock();

/** The permission bits of a file or folder, as in `0600`. */
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8).padStart(4, '0');

describe('openStorage', () => {
  it('makes the file and missing folders for Postern’s user alone, whatever the umask', async () => {
    const folder = join(`${files.newPath()}.d`, 'data');
    const path = join(folder, 'postern.db');
    const umask = process.umask(0);
    const storage = await openStorage(`file:${path}`, { clock }).finally(() => process.umask(umask));
    await storage.intake.accept([buildReport(sequentialIds())], 0);
    expect([modeOf(folder), modeOf(dirname(folder))]).toEqual(['0700', '0700']);
    expect(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))])).toEqual([
      ['postern.db', '0600'],
      ['postern.db-shm', '0600'],
      ['postern.db-wal', '0600'],
    ]);
    await storage.close();
  });

  it('leaves the mode of a file that is there', async () => {
    const path = await files.emptyDatabase();
    chmodSync(path, 0o640);
    await (await openStorage(`file:${path}`, { clock })).close();
    expect(modeOf(path)).toBe('0640');
  });

  it.each([
    ['a path', (path: string) => `file:${path}`],
    ['a full URL', (path: string) => pathToFileURL(path).href],
    ['an upper-case scheme', (path: string) => `FILE:${path}`],
  ])('opens SQLite for %s', async (_form, urlOf) => {
    const path = `${files.newPath()} with space.db`;
    const storage = await openStorage(urlOf(path), { clock });
    await storage.close();
    expect(existsSync(path)).toBe(true);
  });

  it('opens SQLite for a URL object too, and finds again what was stored', async () => {
    const path = files.newPath();
    const first = await openSqliteStorage({ path: pathToFileURL(path), clock });
    await first.intake.accept([buildReport(sequentialIds())], 0);
    await first.close();
    const second = await openStorage(`file:${path}`, { clock });
    expect((await second.outbox.backlog(FAKE_START)).queued).toBe(1);
    await second.close();
  });

  it('opens memory', async () => {
    const storage = await openStorage('memory:', { clock });
    await storage.check();
    await storage.close();
  });

  it.each(['mysql://root:hunter2@db', './hunter2.db', ''])(
    'refuses "%s", names the schemes there are, and keeps the URL to itself',
    async (url) => {
      const failure: unknown = await openStorage(url, { clock }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'configuration-invalid' });
      expect(String(failure)).toMatch(/file:.*postgres:.*memory:/);
      expect(String(failure)).not.toContain('hunter2');
    },
  );

  it.each(['file:', 'file:./data/', 'file://otherhost/postern.db'])(
    'refuses %s, which names no file here',
    async (url) => {
      await expect(openStorage(url, { clock })).rejects.toMatchObject({ code: 'configuration-invalid' });
    },
  );
});
