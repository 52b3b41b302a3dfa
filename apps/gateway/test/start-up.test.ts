import { inspect } from 'node:util';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { AppError, silentLogger, type Logger } from '@postern/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { openContainer } from '../src/container.ts';
import type { Gateway } from '../src/gateway.ts';
import { serve } from '../src/serve.ts';
import { seed, someKeys } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** An environment of its own in a folder of its own. */
function freshEnvironment() {
  const folder = temporaryFolder();
  return {
    folder,
    keyFile: `${folder}/keys/postern.key`,
    database: `${folder}/data/postern.db`,
    environment: {
      POSTERN_DATABASE_URL: `file:${folder}/data/postern.db`,
      POSTERN_KEY_FILE: `${folder}/keys/postern.key`,
      POSTERN_LISTEN: '127.0.0.1:0',
    },
  };
}

async function serveFrom(
  environment: Record<string, string>,
  logger: Logger = silentLogger,
): Promise<Gateway> {
  const gateway = await serve(parseConfig(environment), { environment, logger });
  onTestFinished(() => gateway.stop());
  return gateway;
}

/** Leaves a database behind that holds a sealed secret. */
async function sealSomething(environment: Record<string, string>): Promise<readonly string[]> {
  const container = await openContainer(parseConfig(environment), { environment, logger: silentLogger });
  await seed(container);
  const ids = await container.storage.sealingKeyIds();
  await container.close();
  return ids;
}

async function refusal(environment: Record<string, string>): Promise<AppError> {
  try {
    await serveFrom(environment);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it started');
}

describe('the first start', () => {
  it('makes folders, database and key file, private to its user, and says where it listens', async () => {
    const { environment, keyFile, database } = freshEnvironment();
    const lines: { readonly fields: object; readonly message: string }[] = [];
    const gateway = await serveFrom(environment, {
      ...silentLogger,
      info: (fields, message) => lines.push({ fields, message }),
    });
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(database).mode & 0o777).toBe(0o600);
    expect(lines.find(({ message }) => message === 'Ready')?.fields).toMatchObject({ url: gateway.url });
  });

  it('tells whoever started it, and no log, the code of the first administrator', async () => {
    const { environment } = freshEnvironment();
    let [printed, logged] = ['', ''];
    const note = (fields: object, message: string) => void (logged += JSON.stringify({ fields, message }));
    const logger: Logger = { debug: note, info: note, warn: note, error: note };
    const gateway = await serve(parseConfig(environment), {
      environment,
      logger,
      print: (text) => void (printed += text),
    });
    onTestFinished(() => gateway.stop());
    const [code = 'none'] = /(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(printed) ?? [];
    expect(printed).toContain(`/email-settings claim ${code}`);
    expect(logged).not.toContain(code);
  });

  it('offers no code where the configuration names an administrator', async () => {
    const environment = { ...freshEnvironment().environment, POSTERN_SYSTEM_ADMINS: 'U024BE7LH' };
    let printed = '';
    const print = (text: string) => void (printed += text);
    const gateway = await serve(parseConfig(environment), { environment, logger: silentLogger, print });
    onTestFinished(() => gateway.stop());
    expect(printed).toBe('');
  });

  it('listens on IPv6', async () => {
    const { environment } = freshEnvironment();
    const gateway = await serveFrom({ ...environment, POSTERN_LISTEN: '[::1]:0' });
    expect(gateway.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  });
});

describe('a start without the right keys', () => {
  it('refuses when the key file is gone while something is sealed: names path and key id, makes no new key', async () => {
    const { environment, keyFile } = freshEnvironment();
    const [keyId = ''] = await sealSomething(environment);
    const kept = readFileSync(keyFile);
    rmSync(keyFile);
    const error = await refusal(environment);
    expect(error.code).toBe('key-missing');
    expect(error.message).toContain(keyFile);
    expect(error.message).toContain(keyId);
    expect(existsSync(keyFile)).toBe(false);

    writeFileSync(keyFile, kept, { mode: 0o600 });
    const gateway = await serveFrom(environment);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  });

  it('refuses when the key file holds no keys, and leaves it as it is', async () => {
    const { environment, keyFile } = freshEnvironment();
    await sealSomething(environment);
    writeFileSync(keyFile, 'not a key');
    const error = await refusal(environment);
    expect(error.code).toBe('key-unreadable');
    expect(error.message).toContain(keyFile);
    expect(readFileSync(keyFile, 'utf8')).toBe('not a key');
  });

  it('refuses when the key file is a folder', async () => {
    const { environment, folder } = freshEnvironment();
    expect((await refusal({ ...environment, POSTERN_KEY_FILE: folder })).code).toBe('key-unreadable');
  });

  it('refuses given keys that are none, without showing them', async () => {
    const { environment } = freshEnvironment();
    const error = await refusal({ ...environment, POSTERN_KEY_FILE: '', POSTERN_KEYS: 'k1:hunter2' });
    expect(error.code).toBe('configuration-invalid');
    expect(error.message).not.toContain('hunter2');
  });

  it('starts with other keys than some secrets need: what it cannot open is held, the rest works', async () => {
    const { environment } = freshEnvironment();
    const [keyId = ''] = await sealSomething(environment);
    const warnings: object[] = [];
    const gateway = await serveFrom(
      { ...environment, POSTERN_KEY_FILE: '', POSTERN_KEYS: someKeys('other') },
      { ...silentLogger, warn: (fields) => warnings.push(fields) },
    );
    expect(warnings).toEqual([{ keyIds: [keyId] }]);
    const reply = await fetch(`${gateway.url}/readyz`);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ checks: { keys: { status: 'missing', missing: [keyId] } } });
  });
});

describe('a start that cannot go on', () => {
  it('refuses a database of a newer version, says both versions, and changes nothing', async () => {
    const { environment, database } = freshEnvironment();
    await sealSomething(environment);
    const client = new DatabaseSync(database);
    client.exec('UPDATE meta SET schema_version = 9999, compatible_from = 9999');
    client.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    client.close();
    const before = readFileSync(database);
    const error = await refusal(environment);
    expect(error.code).toBe('storage-newer');
    expect(error.message).toContain('9999');
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('says that the address is taken, and leaves nothing open', async () => {
    const { environment } = freshEnvironment();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const error = await refusal({ ...environment, POSTERN_LISTEN: `127.0.0.1:${String(port)}` });
    expect(error.code).toBe('configuration-invalid');
    expect(error.message).toContain('another process listens there already');
    other.close();
    expect((await serveFrom(environment)).url).toContain('127.0.0.1');
  });

  it('says that the database URL is of a kind it does not know', async () => {
    const { environment } = freshEnvironment();
    const error = await refusal({ ...environment, POSTERN_DATABASE_URL: 'mysql://u:hunter2@db/postern' });
    expect(error.code).toBe('configuration-invalid');
    expect(error.message).not.toContain('hunter2');
  });

  it('says what is wrong with a PostgreSQL database, and keeps its password to itself', async () => {
    const { environment } = freshEnvironment();
    const url = 'postgres://u:hunter2@127.0.0.1:1/postern';
    const gone = await refusal({ ...environment, POSTERN_DATABASE_URL: url });
    expect(gone).toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('Nothing listens there') as string,
    });
    const unknown = await refusal({ ...environment, POSTERN_DATABASE_URL: `${url}?sslmode=prefer` });
    expect(unknown).toMatchObject({
      code: 'configuration-invalid',
      message: expect.stringContaining('sslmode') as string,
    });
    expect(inspect([gone, unknown])).not.toContain('hunter2');
  });
});

it('stopping twice is stopping once', async () => {
  const { environment } = freshEnvironment();
  const gateway = await serveFrom(environment);
  await Promise.all([gateway.stop(), gateway.stop()]);
  await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow();
});
