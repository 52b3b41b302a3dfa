import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY, systemClock } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { buildAuditEntry, sequentialIds } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('postern backup', () => {
  it('makes a private copy from which, with the keys, everything comes back', async () => {
    const { postern, folder, environment } = await openCliHouse();
    await postern(['orgs', 'add', 'acme', '--name', 'Acme SA']);
    await postern(['sources', 'add', '--org', 'acme', '--kind', 'uipath', '--name', 'prod']);
    const copy = join(folder, 'backup.db');
    expect(await postern(['backup', copy])).toMatchObject({ code: 0 });
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    await postern(['orgs', 'add', 'later']);

    const elsewhere = { POSTERN_DATABASE_URL: `file:${join(folder, 'restored.db')}` };
    await copyFile(copy, join(folder, 'restored.db'));
    const orgs = await postern(['orgs', 'list', '--json'], { environment: elsewhere });
    expect(orgs.json()).toMatchObject([{ slug: 'acme' }]);
    const keys = await postern(['keys', 'list', '--json'], { environment: elsewhere });
    expect(keys.json()).toMatchObject({ missing: [] });
    expect(environment.POSTERN_DATABASE_URL).not.toBe(elsewhere.POSTERN_DATABASE_URL);
  });

  it('never overwrites a file, and leaves none behind when it cannot write', async () => {
    const { postern, folder } = await openCliHouse();
    const copy = join(folder, 'backup.db');
    await postern(['backup', copy]);
    const again = await postern(['backup', copy]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('already');
    expect((await postern(['backup', join(folder, 'no', 'such', 'folder.db')])).code).toBe(3);
  });

  it('is noted, so that the doctor misses the one that was never made, and the one that is a week old', async () => {
    const { postern, folder, environment } = await openCliHouse();
    const asked = async () =>
      ((await postern(['doctor', '--json'])).json() as readonly { readonly check: string }[]).find(
        ({ check }) => check === 'backup',
      );
    const never = expect.stringContaining('never') as string;
    expect(await asked()).toMatchObject({ state: 'warning', seen: never });

    const storage = await openStorage(environment.POSTERN_DATABASE_URL ?? '', { clock: systemClock });
    const at = systemClock.now() - 7 * DAY;
    const newId = sequentialIds();
    await storage.audit.append(buildAuditEntry(newId, { action: 'database.backed-up', at }));
    await storage.close();
    const old = expect.stringContaining('7 days ago') as string;
    expect(await asked()).toMatchObject({ state: 'warning', seen: old });

    // One that failed is none.
    expect((await postern(['backup', join(folder, 'no', 'such', 'folder.db')])).code).toBe(3);
    expect(await asked()).toMatchObject({ state: 'warning', seen: old });
    expect((await postern(['backup', join(folder, 'backup.db')])).code).toBe(0);
    expect(await asked()).toMatchObject({ state: 'ok' });
    expect((await postern(['audit', '--host'])).out).toContain('database.backed-up');
  });
});
