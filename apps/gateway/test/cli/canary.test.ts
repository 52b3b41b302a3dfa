import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

async function withAcme() {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme', '--name', 'Acme', '--time-zone', 'Europe/Paris']);
  return house;
}

const SET = ['canary', 'set', '--org', 'acme', '--to', 'ops@acme.example'];

describe('postern canary', () => {
  it('is off until somebody sets it, and says how', async () => {
    const { postern } = await withAcme();
    expect((await postern(['canary'])).out).toContain('postern canary set');
    expect((await postern(['canary', 'list', '--json'])).json()).toEqual([]);
    const shown = await postern(['canary', 'show', '--org', 'acme']);
    expect(shown).toMatchObject({ code: 1, out: '' });
    expect(shown.err).toContain('There is no canary here.');
    expect((await postern(['doctor', '--json'])).out).not.toContain('canary');
  });

  it('is set, listed, shown, sent and removed', async () => {
    const { postern } = await withAcme();
    expect((await postern(SET)).out).toContain('Canary of acme: daily at 06:00 to ops@acme.example');
    expect(
      (await postern(['canary', 'set', '--host', '--to', 'root@acme.example', '--every', '6h'])).out,
    ).toContain('every 6h');
    const { out: list } = await postern(['canary']);
    expect(list).toMatch(/acme +ops@acme\.example +daily at 06:00 .*none sent yet/);
    expect(list).toMatch(/host +root@acme\.example +every 6h/);
    const { out: sent } = await postern(['canary', 'send', '--org', 'acme']);
    expect(sent).toContain('A canary to ops@acme.example is in the outbox');
    const again = await postern(['canary', 'send', '--org', 'acme']);
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining('less than a minute ago') as string,
    });
    expect((await postern(['canary', 'show', '--org', 'acme'])).out).toMatch(/last one: +under way, sent 2/);
    expect((await postern(['canary', 'remove', '--org', 'acme'])).out).toBe('acme has no canary any more.\n');
    expect((await postern(['canary', 'list', '--json'])).json()).toMatchObject([
      { address: 'root@acme.example' },
    ]);
    const { out: audit } = await postern(['audit', '--org', 'acme']);
    for (const action of ['canary.set', 'canary.sent', 'canary.removed']) expect(audit).toContain(action);
  });

  it('is looked at by the doctor', async () => {
    const { postern } = await withAcme();
    await postern(SET);
    expect((await postern(['doctor'])).out).toContain('ok    canary of acme: none sent yet');
  });

  it.each([
    ['two schedules', ['--every', '1d', '--at', '06:00'], 'not both'],
    ['no schedule', ['--at', 'soon'], 'is no schedule'],
    ['one that would be a flood', ['--every', '1m'], 'at least 15 minutes apart'],
  ])('refuses %s', async (_, words, told) => {
    const { postern } = await withAcme();
    const refused = await postern([...SET, ...words]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain(told);
  });

  it('needs an address', async () => {
    const { postern } = await withAcme();
    expect((await postern(['canary', 'set', '--org', 'acme'])).code).toBe(64);
    expect((await postern(['canary', 'set', '--host', '--to', 'nobody'])).code).toBe(1);
  });
});
