import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('postern migrate-store', () => {
  it('moves everything, keys still open it, and the old database is as it was', async () => {
    const { postern, folder, environment } = await openCliHouse();
    await postern(['orgs', 'add', 'acme', '--name', 'Acme SA']);
    await postern(['sources', 'add', '--org', 'acme', '--kind', 'uipath', '--name', 'prod']);
    const to = `file:${join(folder, 'new.db')}`;
    const moved = await postern(['migrate-store', '--to', 'env:NEW_URL', '--json'], {
      environment: { NEW_URL: to },
    });
    expect(moved).toMatchObject({ code: 0 });
    expect(moved.json()).toContainEqual({
      name: 'organizations',
      rows: 1,
      hash: expect.any(String) as string,
    });
    for (const url of [to, environment.POSTERN_DATABASE_URL ?? '']) {
      const there = { environment: { POSTERN_DATABASE_URL: url } };
      expect((await postern(['orgs', 'list', '--json'], there)).json()).toMatchObject([{ slug: 'acme' }]);
      expect((await postern(['keys', 'list', '--json'], there)).json()).toMatchObject({ missing: [] });
    }
    const again = await postern(['migrate-store', '--to', to]);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('holds data already');
  });

  it('says which variable is not set, and never what one holds', async () => {
    const { postern } = await openCliHouse();
    const unset = await postern(['migrate-store', '--to', 'env:NOWHERE']);
    expect(unset).toMatchObject({ code: 1 });
    expect(unset.err).toContain('NOWHERE is not set');
    const wrong = await postern(['migrate-store', '--to', 'mysql://u:hunter2@h/d']);
    expect(wrong).toMatchObject({ code: 3 });
    expect(wrong.err).not.toContain('hunter2');
  });
});
