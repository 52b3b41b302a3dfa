import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { openCliHouse, type CliHouse } from './cli-house.ts';

async function withSource(): Promise<CliHouse> {
  const house = await openCliHouse();
  await house.postern(['orgs', 'add', 'acme']);
  const added = await house.postern([
    'sources',
    'add',
    '--org',
    'acme',
    '--kind',
    'uipath',
    '--name',
    'prod',
    '--json',
  ]);
  expect(added.code).toBe(0);
  return house;
}

describe('postern keys', () => {
  it('seals everything under a new key, which then is the only one needed', async () => {
    const { postern } = await withSource();
    const before = (await postern(['keys', 'list', '--json'])).json() as { active: string };
    const rotated = (await postern(['keys', 'rotate', '--json'])).json() as {
      activeKeyId: string;
      done: number;
    };
    expect(rotated).toMatchObject({ done: 1, missing: [], broken: 0 });
    const after = (await postern(['keys', 'list', '--json'])).json() as { live: string[]; needed: string[] };
    expect(after.live).toEqual([rotated.activeKeyId, before.active]);
    expect(after.needed).toEqual([rotated.activeKeyId]);
  });

  it('names the key that is missing when the key file is gone, and makes no new one', async () => {
    const { postern, environment } = await withSource();
    const { active } = (await postern(['keys', 'list', '--json'])).json() as { active: string };
    await rm(environment.POSTERN_KEY_FILE!);
    const refused = await postern(['sources', 'list']);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain(active);
    expect(refused.err).toContain(environment.POSTERN_KEY_FILE);
    await expect(readFile(environment.POSTERN_KEY_FILE!)).rejects.toThrow('ENOENT');
  });

  it('says of a garbled key file which one it is, and shows nothing of it', async () => {
    const { postern, environment } = await withSource();
    await writeFile(environment.POSTERN_KEY_FILE!, 'k1:c2VjcmV0LXRvby1zaG9ydA==\n');
    const refused = await postern(['sources', 'list']);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain(environment.POSTERN_KEY_FILE);
    expect(refused.err).not.toContain('c2VjcmV0');
  });

  it('warns of a key file that others can read', async () => {
    const { postern, environment } = await withSource();
    await chmod(environment.POSTERN_KEY_FILE!, 0o644);
    const findings = (await postern(['doctor', '--json'])).json() as {
      check: string;
      state: string;
      cure: string;
    }[];
    expect(findings.find(({ check }) => check === 'key file')).toMatchObject({ state: 'warning' });
  });
});
