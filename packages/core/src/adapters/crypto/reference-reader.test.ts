import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReferenceReader } from './reference-reader.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-reference-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const reader = createReferenceReader({
  environment: { SMTP_PASSWORD: 'hunter2', EMPTY: '', TWO_LINES: 'a\nb', POSTERN_KEYS: 'k:key' },
});

async function file(content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, 'secret'), content);
  return `file:${join(folder, 'secret')}`;
}

describe('a reference', () => {
  it('to the environment is read', async () => {
    expect((await reader.read('env:SMTP_PASSWORD')).expose()).toBe('hunter2');
  });

  it.each([
    ['as it is', 'hunter2', 'hunter2'],
    ['without the line break at its end', 'hunter2\n', 'hunter2'],
    ['without the Windows line break at its end', 'hunter2\r\n', 'hunter2'],
    ['with its spaces', '  hunter 2 ', '  hunter 2 '],
    ['in UTF-8', 'mot de passe é', 'mot de passe é'],
    ['up to 64 KiB', 'x'.repeat(65_536), 'x'.repeat(65_536)],
  ])('to a file is read %s', async (_how, content, secret) => {
    expect((await reader.read(await file(content))).expose()).toBe(secret);
  });

  it('to a file is read anew each time', async () => {
    const reference = await file('one');
    await reader.read(reference);
    await file('two');
    expect((await reader.read(reference)).expose()).toBe('two');
  });

  it.each([
    ['env:GONE', /env:GONE cannot be read\. The variable is not set/],
    ['env:EMPTY', /It is empty/],
    ['env:TWO_LINES', /more than one line/],
    ['env:POSTERN_KEYS', /Postern's own/],
    ['env:__proto__', /cannot be read/],
    ['file:relative', /absolute path/],
    ['file:/nowhere/at/all', /There is no such file/],
    ['https://vault.example/secret', /env:NAME or file:/],
  ])('%s is refused by name', async (reference, why) => {
    await expect(reader.read(reference)).rejects.toMatchObject({
      code: 'reference-unreadable',
      message: expect.stringMatching(why) as string,
    });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /It is empty/],
    ['one line break', '\n', /It is empty/],
    ['of two lines', 'hunter2\nhunter3\n', /more than one line/],
    ['larger than 64 KiB', 'x'.repeat(65_537), /larger than 64 KiB/],
    ['no text', Uint8Array.of(0xff, 0xfe, 0x41), /not UTF-8/],
  ])('to a file that is %s is refused without its content', async (_what, content, why) => {
    const error: unknown = await reader.read(await file(content)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'reference-unreadable',
      message: expect.stringMatching(why) as string,
    });
    expect(String(error)).not.toContain('hunter2');
  });

  it('to a file of many lines is read where the secret is such a file', async () => {
    const reference = await file('{\n\t"type": "service_account"\r\n}\n');
    expect((await reader.read(reference, 'many')).expose()).toBe('{\n\t"type": "service_account"\r\n}');
  });

  it('to the keys that secrets are sealed with is refused, as one line, as a whole file, and through a link', async () => {
    const key = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
    const keysThere = createReferenceReader({ environment: { KEYS: `${key},${key.replace('k1', 'k2')}` } });
    await expect(keysThere.read('env:KEYS')).rejects.toThrow(/holds the keys/);
    const reference = await file(`# Keys\n${key}\n`);
    await expect(reader.read(reference, 'many')).rejects.toThrow(/holds the keys/);
    await file(`${key}\n`);
    const link = join(folder, 'link');
    await symlink(join(folder, 'secret'), link);
    const error: unknown = await reader.read(`file:${link}`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'reference-unreadable' });
    expect(String(error)).not.toContain(key);
  });

  it('to a directory, a device or a pipe is refused at once', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(reader.read(`file:${folder}`)).rejects.toThrow(/It is a directory/);
    await expect(reader.read('file:/dev/zero')).rejects.toThrow(/not a regular file/);
    await expect(reader.read(`file:${pipe}`)).rejects.toThrow(/not a regular file/);
  });
});
