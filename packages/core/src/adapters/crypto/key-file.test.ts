import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../kernel/secret.ts';
import { createAesGcmSealer } from './aes-gcm-sealer.ts';
import { addKeyToFile, makeKeyFile, readKeyFile } from './key-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-keys-'));
  path = join(folder, 'data', 'postern.key');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(text: string): Promise<void> {
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(path, text, { mode: 0o600 });
}

describe('a key file', () => {
  it('that is not there is no error: whoever asks decides whether to make one', async () => {
    expect(await readKeyFile(path)).toBeNull();
  });

  it('is made with its folder, for its owner alone, and found again', async () => {
    const made = await makeKeyFile(path);
    expect(made.keys).toHaveLength(1);
    expect(made.readableByOthers).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    const again = await readKeyFile(path);
    expect(again?.keys[0]?.key.equals(made.keys[0]!.key)).toBe(true);
    expect(await readdir(join(folder, 'data'))).toEqual(['postern.key']);
  });

  it('that is there is never replaced by making one', async () => {
    const first = await makeKeyFile(path);
    const second = await makeKeyFile(path);
    expect(second.keys[0]?.key.equals(first.keys[0]!.key)).toBe(true);
  });

  it('is one and the same for many that make it at once', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => makeKeyFile(path)));
    expect(new Set(made.map(({ keys }) => keys[0]?.id)).size).toBe(1);
    expect(await readdir(join(folder, 'data'))).toEqual(['postern.key']);
  });

  it('is one and the same for ten processes that start at once', async () => {
    const script = `
      const { makeKeyFile } = await import(${JSON.stringify(new URL('./key-file.ts', import.meta.url).href)});
      const { keys } = await makeKeyFile(process.argv[1]);
      console.log(keys[0].id + ' ' + keys[0].key.export().toString('base64'));`;
    const outputs = await Promise.all(Array.from({ length: 10 }, () => run(script, path)));
    expect(new Set(outputs).size).toBe(1);
    expect(outputs[0]).toMatch(/^k-[0-9a-f]{12} [A-Za-z0-9+/]{43}=\n$/);
  });

  it('tells whether others may read it', async () => {
    await makeKeyFile(path);
    await chmod(path, 0o640);
    expect((await readKeyFile(path))?.readableByOthers).toBe(true);
  });

  it('may be a link, as mounted secrets are', async () => {
    await makeKeyFile(path);
    await symlink(path, join(folder, 'link.key'));
    expect((await readKeyFile(join(folder, 'link.key')))?.keys).toHaveLength(1);
  });

  it.each([
    ['empty', '', /holds no key/],
    ['garbled', 'hunter2 hunter2', /Entry 1 is not of the form/],
    ['cut off', 'k-1:AAAA', /has 3 bytes/],
    ['far too large', 'x'.repeat(70_000), /far too large/],
  ])(
    'that is %s is refused by its path, without what is in it, and stays as it is',
    async (_what, text, why) => {
      await write(text);
      for (const use of [readKeyFile, makeKeyFile, addKeyToFile]) {
        const error: unknown = await use(path).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({
          code: 'key-unreadable',
          message: expect.stringMatching(why) as string,
        });
        expect(String(error)).toContain(path);
        expect(String(error)).not.toContain('hunter2');
      }
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  it('that cannot be read, or made, is refused by its path', async () => {
    await mkdir(path, { recursive: true });
    await expect(readKeyFile(path)).rejects.toMatchObject({ code: 'key-unreadable' });
    const underFile = join(folder, 'file', 'postern.key');
    await writeFile(join(folder, 'file'), '');
    await expect(makeKeyFile(underFile)).rejects.toMatchObject({
      code: 'key-unreadable',
      message: expect.stringContaining(underFile) as string,
    });
  });
});

describe('adding a key', () => {
  it('puts it first and keeps the others, so that what they sealed still opens', async () => {
    const before = await makeKeyFile(path);
    const sealed = createAesGcmSealer(before.keys).seal(new Secret('hunter2'), 'p');
    const added = await addKeyToFile(path);
    expect(added.keys).toHaveLength(2);
    expect(added.keys[1]?.id).toBe(before.keys[0]?.id);
    const read = await readKeyFile(path);
    expect(read?.keys.map(({ id }) => id)).toEqual(added.keys.map(({ id }) => id));
    expect(createAesGcmSealer(read!.keys).open(sealed, 'p').expose()).toBe('hunter2');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data'))).toEqual(['postern.key']);
  });

  it('by many at once loses none: each is there or was refused', async () => {
    await makeKeyFile(path);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => addKeyToFile(path)));
    const added = results.flatMap((result) =>
      result.status === 'fulfilled' ? [result.value.keys[0]!.id] : [],
    );
    const ids = (await readKeyFile(path))!.keys.map(({ id }) => id);
    expect(ids).toHaveLength(added.length + 1);
    expect(ids).toEqual(expect.arrayContaining(added));
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
  });

  it('after an interrupted one says which file to remove', async () => {
    await makeKeyFile(path);
    await writeFile(`${path}.lock`, '');
    await expect(addKeyToFile(path)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(`${path}.lock`) as string,
    });
  });

  it('needs a file', async () => {
    await mkdir(join(folder, 'data'));
    await expect(addKeyToFile(path)).rejects.toMatchObject({ code: 'key-unreadable' });
    expect(await readdir(join(folder, 'data'))).toEqual([]);
  });
});

async function run(script: string, argument: string): Promise<string> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, argument]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return output;
}
