import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PosternProcess } from './postern-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs in each thread first, and writes down at its end what was loaded there and for whom. */
const RECORDER = `
import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
const loaded = [];
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    loaded.push({ of: context.parentURL ?? '', url: resolved.url });
    return resolved;
  },
});
process.on('exit', () => {
  const record = { loaded, builtIn: process.moduleLoadList };
  writeFileSync(new URL(isMainThread ? 'main.json' : 'thread.json', import.meta.url), JSON.stringify(record));
});
`;

const recordSchema = z.object({
  loaded: z.array(z.object({ of: z.string(), url: z.string() })),
  builtIn: z.array(z.string()),
});

/** Starts a role over a database in a file, ends it, and gives what was loaded in it. */
async function recordOf(words: readonly string[]) {
  const folder = temporaryFolder();
  const recorder = join(folder, 'recorder.mjs');
  writeFileSync(recorder, RECORDER);
  const running = await PosternProcess.start(
    {
      NODE_OPTIONS: `--import ${pathToFileURL(recorder).href}`,
      POSTERN_DATABASE_URL: `file:${folder}/postern.db`,
      POSTERN_KEY_FILE: `${folder}/postern.key`,
      POSTERN_LISTEN: '127.0.0.1:0',
    },
    { words },
  );
  await running.end('SIGTERM');
  const read = (name: string) =>
    recordSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
  return { main: read('main'), thread: read('thread') };
}

type Record = z.infer<typeof recordSchema>;

/** The npm packages that code of ours asked for. */
function packagesIn({ loaded }: Record): readonly string[] {
  const names = loaded
    .filter(({ of }) => !of.includes('/node_modules/'))
    .map(({ url }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function sourcesIn({ loaded }: Record, folder: string): readonly string[] {
  const paths = loaded.map(({ url }) => url.split(`/${folder}/`)[1]).filter((path) => path !== undefined);
  return [...new Set(paths)].sort();
}

const PACKAGES = ['commander', 'express', 'helmet', 'nodemailer', 'pino', 'prom-client', 'uuid', 'zod'];

it.each(['serve', 'worker'])(
  '%s loads no command, database or format that it does not need',
  async (role) => {
    const { main, thread } = await recordOf([role]);
    expect(packagesIn(main)).toEqual(PACKAGES);
    expect(sourcesIn(main, 'cli/commands')).toEqual(['registry.ts', `${role}.ts`]);
    for (const folder of ['storage/memory', 'storage/postgres', 'gateway/src/demo', 'slackbot'])
      expect(sourcesIn(main, folder)).toEqual([]);
    expect(packagesIn(thread)).toEqual(['better-sqlite3', 'drizzle-orm', 'zod']);
    expect(sourcesIn(thread, 'storage/postgres')).toEqual([]);
  },
);

it('a second start has no compiler for types in any of its threads', async () => {
  // The first leaves what it compiled.
  await recordOf(['serve']);
  for (const { builtIn } of Object.values(await recordOf(['serve'])))
    expect(builtIn.filter((name) => name.includes('amaro'))).toEqual([]);
});
