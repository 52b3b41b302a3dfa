import { organizationLevel } from '@postern/core';
import { openStorage } from '@postern/core/adapters/storage';
import { buildIncident, FakeClock } from '@postern/core/testing';
import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('postern incidents', () => {
  it('lists what is wrong by level, and with --all what is over', async () => {
    const { postern, environment } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    expect((await postern(['incidents'])).out).toBe('Nothing is wrong.\n');
    const storage = await openStorage(environment.POSTERN_DATABASE_URL ?? '', { clock: new FakeClock() });
    const [acme] = await storage.organizations.list();
    const incidents = [
      buildIncident(),
      buildIncident({ id: 'over', level: organizationLevel(acme!.id), resolvedAt: 1, resolution: 'quiet' }),
    ];
    await storage.incidents.apply(incidents.map((incident) => ({ incident, expectedVersion: 0 })));
    await storage.close();

    const { out } = await postern(['incidents']);
    expect(out).toMatch(/^host +connection-failing .* smtp\.example\.com:587: .* no channel yet/m);
    expect(out).not.toContain('acme');
    expect((await postern(['incidents', '--org', 'acme'])).out).toBe('Nothing is wrong.\n');
    expect((await postern(['incidents', '--org', 'acme', '--all'])).out).toMatch(/^acme .* quiet$/m);
    const { items } = (await postern(['incidents', '--all', '--json'])).json() as { items: unknown[] };
    expect(items).toMatchObject([{ levelName: 'acme' }, { levelName: 'host' }]);
  });
});

describe('postern sources expect', () => {
  it('says what a length of time looks like when it was given none', async () => {
    const { postern } = await openCliHouse();
    const { code, err } = await postern(['sources', 'expect', 'any', 'often']);
    expect(code).toBe(1);
    expect(err).toContain('60s, 30m, 2h or 1d');
  });

  it('says how often a source is to be heard of, and takes it back', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    const added = await postern([
      'sources',
      'add',
      '--org',
      'acme',
      '--kind',
      'uipath',
      '--name',
      'p',
      '--json',
    ]);
    const { id } = added.json() as { id: string };
    expect((await postern(['sources', 'expect', id, '90m'])).out).toContain('silent for longer than 90m');
    expect((await postern(['sources', 'list'])).out).toMatch(/ 90m /m);
    expect((await postern(['sources', 'show', id, '--json'])).json()).toMatchObject({
      expectedEvery: 90 * 60_000,
    });
    expect((await postern(['sources', 'expect', id, '1m'])).code).toBe(1);
    expect((await postern(['sources', 'expect', id, 'often'])).code).toBe(1);
    expect((await postern(['sources', 'expect', id, 'never'])).out).toContain('may be silent');
  });
});
