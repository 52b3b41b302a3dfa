import { expect, it } from 'vitest';
import { startTokenEndpoint } from '../src/testing/token-endpoint.ts';
import { useDatabaseFiles } from './contracts/storage/database-files.ts';
import { runProcess } from './contracts/storage/processes/run-process.ts';

const ASK = new URL('./contracts/storage/processes/ask-for-tokens.ts', import.meta.url);

const files = useDatabaseFiles();

/** Runs so many processes at once against an endpoint whose refresh tokens work once; gives what each got, and what was asked. */
async function ask(processes: number, rounds: number) {
  const endpoint = await startTokenEndpoint(({ refresh_token: used }, n) =>
    used === `refresh ${n}`
      ? {
          status: 200,
          body: {
            access_token: `token ${n}`,
            token_type: 'Bearer',
            expires_in: 3_600,
            refresh_token: `refresh ${n + 1}`,
          },
        }
      : { status: 400, body: { error: 'invalid_grant' } },
  );
  const path = await files.emptyDatabase();
  const words = [path, endpoint.url, String(rounds)];
  const ends = await Promise.all(Array.from({ length: processes }, () => runProcess(ASK, words)));
  await endpoint.close();
  expect(ends.map(({ errors }) => errors)).toEqual(ends.map(() => ''));
  return { got: ends.map(({ output }) => JSON.parse(output) as string[]), requests: endpoint.requests };
}

it('is asked for once by two processes that begin at the same time', async () => {
  const { got, requests } = await ask(2, 1);
  expect(got).toEqual([['token 0'], ['token 0']]);
  expect(requests).toHaveLength(1);
}, 60_000);

it('is replaced by three processes at once without a refresh token used twice or lost', async () => {
  const { got, requests } = await ask(3, 8);
  for (const tokens of got) {
    expect(tokens).toEqual(tokens.map(() => expect.stringMatching(/^token \d+$/) as string));
    // Never the one that was refused just before.
    expect(new Set(tokens).size).toBe(tokens.length);
  }
  expect(requests.map((form) => form.refresh_token)).toEqual(requests.map((_form, n) => `refresh ${n}`));
  expect(requests.length).toBeLessThanOrEqual(24);
}, 60_000);
