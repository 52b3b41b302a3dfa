import { describe, expect, it } from 'vitest';
import { openCliHouse } from './cli-house.ts';

describe('the postern command line', () => {
  it('shows its help without words', async () => {
    const { postern } = await openCliHouse();
    const help = await postern([]);
    expect(help.code).toBe(0);
    expect(help.out).toContain('Exit status');
    for (const word of ['serve', 'settings', 'orgs', 'sources', 'rules', 'deliveries', 'quarantine']) {
      expect(help.out).toContain(word);
    }
  });

  it('offers the nearest word for a slip, exit status 64', async () => {
    const { postern } = await openCliHouse();
    const slip = await postern(['setings', 'view']);
    expect(slip.code).toBe(64);
    expect(slip.err).toContain('settings');
  });

  it.each([
    ['rules', 'ad', 'add'],
    ['deliveries', 'repaly', 'replay'],
    ['quarantine', 'dismis', 'dismiss'],
    ['sources', 'disabel', 'disable'],
  ])('offers the nearest word for a slip after "%s", not its list', async (group, slip, meant) => {
    const { postern } = await openCliHouse();
    const refused = await postern([group, slip, 'x']);
    expect(refused.code).toBe(64);
    expect(refused.err).toContain(`(Did you mean ${meant}?)`);
  });

  it('still lists when options follow a group, and helps with its commands', async () => {
    const { postern } = await openCliHouse();
    expect(await postern(['rules', '--json'])).toMatchObject({ code: 0, out: '[]\n' });
    expect((await postern(['rules', 'help'])).code).toBe(0);
  });

  it('asks which level is meant, and refuses both at once', async () => {
    const { postern } = await openCliHouse();
    expect((await postern(['settings', 'view'])).err).toContain('--host, or --org NAME');
    expect((await postern(['settings', 'view', '--host', '--org', 'acme'])).code).toBe(1);
  });

  it('prints errors as one JSON object with --json', async () => {
    const { postern } = await openCliHouse();
    const refused = await postern(['settings', 'view', '--org', 'nobody', '--json']);
    expect(refused.out).toBe('');
    expect(JSON.parse(refused.err)).toMatchObject({ error: { code: 'not-found' } });
  });

  it('says everything that is wrong with the configuration, exit status 3', async () => {
    const { postern } = await openCliHouse();
    const environment = { POSTERN_LISTEN: 'nowhere', POSTERN_LOG_LEVEL: 'shout', POSTERN_KEYFILE: 'x' };
    const refused = await postern(['orgs'], { environment });
    expect(refused.code).toBe(3);
    for (const name of Object.keys(environment)) expect(refused.err).toContain(name);
    expect(refused.err).not.toContain('shout');
  });

  it('opens nothing for a line that is not understood', async () => {
    const { postern, folder } = await openCliHouse();
    await postern(['settings', 'test', '--too', 'x']);
    const { readdir } = await import('node:fs/promises');
    expect(await readdir(folder)).toEqual([]);
  });
});
