import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('limits of what is taken', () => {
  it('are set a source and an organization, per minute or per second, taken away and taken back', async () => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    const add = ['sources', 'add', '--org', 'acme', '--kind', 'uipath', '--name', 'p', '--json'];
    const { id } = (await postern(add)).json() as { id: string };
    expect((await postern(['sources', 'list'])).out).toMatch(/ 3000\/min \(default\)$/m);
    expect((await postern(['sources', 'set', id, '--limit', '20/s'])).out).toContain('1200/min');
    expect((await postern(['sources', 'set', id, '--limit', 'none', '--json'])).json()).toMatchObject({
      limitPerMinute: 0,
    });
    expect((await postern(['sources', 'list'])).out).toMatch(/ none$/m);
    await postern(['sources', 'set', id, '--limit', 'default']);
    expect((await postern(['sources', 'show', id, '--json'])).json()).toMatchObject({ limitPerMinute: null });

    expect((await postern(['orgs', 'list'])).out).toMatch(/ 10000\/min \(default\)$/m);
    await postern(['orgs', 'set', 'acme', '--limit', '600/min', '--name', 'Acme SA']);
    expect((await postern(['orgs', 'list'])).out).toMatch(/Acme SA .* 600\/min$/m);
    const { out } = await postern(['audit']);
    expect(out).toContain('limitPerMinute');
  });

  it.each(['600', '600/h', '-1/min', '1.5/s', '/min', '9999999/s', ''])('%j is refused', async (limit) => {
    const { postern } = await openCliHouse();
    await postern(['orgs', 'add', 'acme']);
    const { code, err } = await postern(['orgs', 'set', 'acme', '--limit', limit]);
    expect([1, 64]).toContain(code);
    expect(err).toMatch(/600\/min|1 to 1,000,000/);
  });
});
