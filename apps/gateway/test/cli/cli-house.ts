import { Secret } from '@postern/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { start } from '../../src/cli/start.ts';

/** What one command line printed, and how it ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as the one JSON value that it must be. */
  json(): unknown;
}

/** What a command line finds around it. */
export interface Around {
  readonly input?: string;
  /** What a person at a terminal types when asked for a secret. */
  readonly typed?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A machine with a database file and a key file of its own. */
export interface CliHouse {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs `postern` with these words. */
  readonly postern: (words: readonly string[], around?: Around) => Promise<Ran>;
  /** Everything that any command printed so far. */
  readonly printed: () => string;
}

/** Opens a house in a new folder; it is removed when the test has ended. */
export async function openCliHouse(): Promise<CliHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = {
    POSTERN_DATABASE_URL: `file:${join(folder, 'postern.db')}`,
    POSTERN_KEY_FILE: join(folder, 'postern.key'),
  };
  let all = '';
  return {
    folder,
    environment,
    printed: () => all,
    async postern(words, around = {}) {
      let [out, err] = ['', ''];
      const code = await start(words, {
        environment: { ...environment, ...around.environment },
        userName: 'tester',
        signals: { on: () => undefined, exit: () => undefined },
        log: { write: () => undefined },
        io: {
          out: (text) => void (out += text),
          err: (text) => void (err += text),
          readInput: async () => around.input ?? '',
          interactive: around.typed !== undefined,
          colour: false,
          width: 100,
          askSecret: async () => new Secret(around.typed ?? ''),
        },
      });
      all += out + err;
      return { code, out, err, json: () => JSON.parse(out) as unknown };
    },
  };
}
