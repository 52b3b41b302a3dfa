import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { createAesGcmSealer } from './aes-gcm-sealer.ts';
import { addKeyToFile, makeKeyFile } from './key-file.ts';
import { createKeyFileSealer } from './key-file-sealer.ts';

describe('a sealer over a key file', () => {
  let path = '';

  beforeEach(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postern-keys-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    path = join(folder, 'postern.key');
  });

  it('opens what another process sealed with a key that was added since, and what it sealed before', async () => {
    const { keys } = await makeKeyFile(path);
    const running = createKeyFileSealer(path, keys);
    const old = running.seal(new Secret('old'), 'here');
    const rotated = createAesGcmSealer((await addKeyToFile(path)).keys);
    expect(running.open(rotated.seal(new Secret('new'), 'here'), 'here').expose()).toBe('new');
    expect(running.open(old, 'here').expose()).toBe('old');
    expect(running.activeKeyId).toBe(rotated.activeKeyId);
    expect(running.seal(new Secret('x'), 'here').keyId).toBe(rotated.activeKeyId);
  });

  it.each([
    ['gone', () => rm(path)],
    ['garbled', () => writeFile(path, 'no keys here')],
  ])('keeps its keys when the file is %s', async (_what, spoil) => {
    const { keys } = await makeKeyFile(path);
    const running = createKeyFileSealer(path, keys);
    const sealed = running.seal(new Secret('s'), 'here');
    await spoil();
    expect(running.keyIds).toEqual(keys.map(({ id }) => id));
    expect(running.open(sealed, 'here').expose()).toBe('s');
  });

  it('keeps its keys when the file cannot even be looked at, and names what they lack', async () => {
    const { keys } = await makeKeyFile(path);
    const running = createKeyFileSealer(path, keys);
    await rm(path);
    await symlink(path, path);
    expect(running.keyIds).toEqual(keys.map(({ id }) => id));
    expect(() => running.open({ keyId: 'elsewhere', box: '' }, 'here')).toThrow(
      expect.objectContaining({ code: 'key-missing' }),
    );
  });

  it('names a key that is not in the file either', async () => {
    const { keys } = await makeKeyFile(path);
    const running = createKeyFileSealer(path, keys);
    expect(() => running.open({ keyId: 'elsewhere', box: '' }, 'here')).toThrow('elsewhere');
  });
});
