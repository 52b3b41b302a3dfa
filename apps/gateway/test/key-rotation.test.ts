import { rotateKeys } from '@postern/core';
import { addKeyToFile, createAesGcmSealer } from '@postern/core/adapters/crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { faultedJob, signUipath } from './sign.ts';
import { OPERATOR, startTestGateway, type TestGateway } from './start-gateway.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function startWithKeyFile(): Promise<{ readonly gateway: TestGateway; readonly keyFile: string }> {
  const keyFile = `${temporaryFolder()}/postern.key`;
  const gateway = await startTestGateway({ environment: { POSTERN_KEYS: '', POSTERN_KEY_FILE: keyFile } });
  onTestFinished(() => gateway.stop());
  return { gateway, keyFile };
}

async function postJob({ post, source }: TestGateway, number: number): Promise<number> {
  const body = faultedJob(number);
  return (await post(body, signUipath(body, source.secret.expose()))).status;
}

/** As `postern keys rotate` does, beside the gateway. */
async function rotateBeside({ container }: TestGateway, keyFile: string): Promise<void> {
  const { keys } = await addKeyToFile(keyFile);
  await rotateKeys({ ...container, sealer: createAesGcmSealer(keys) }, OPERATOR, {});
}

it('keys rotate while the gateway runs: no webhook is refused and it stays ready', async () => {
  const { gateway, keyFile } = await startWithKeyFile();
  const [before] = await gateway.container.storage.sealingKeyIds();
  expect(await postJob(gateway, 1)).toBe(202);
  await rotateBeside(gateway, keyFile);
  expect(await gateway.container.storage.sealingKeyIds()).not.toContain(before);
  expect(await postJob(gateway, 2)).toBe(202);
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
});

it('a key that is missing and put back is used again without a restart', async () => {
  const { gateway, keyFile } = await startWithKeyFile();
  const oldKeys = readFileSync(keyFile);
  await rotateBeside(gateway, keyFile);
  const newKeys = readFileSync(keyFile);
  // Someone restores a backup of the key file from before the rotation.
  rmSync(keyFile);
  writeFileSync(keyFile, oldKeys, { mode: 0o600 });
  expect(await postJob(gateway, 1)).toBe(503);
  rmSync(keyFile);
  writeFileSync(keyFile, newKeys, { mode: 0o600 });
  expect(await postJob(gateway, 1)).toBe(202);
});
