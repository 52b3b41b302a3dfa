import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PosternProcess } from './postern-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * Runs in each thread first, and writes down each module as it is asked for, by whom, and whether Node's compiler for types
 * is there by then. At once, since a thread may not live to say anything at its end.
 */
const RECORDER = `
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { isMainThread } from 'node:worker_threads';
const file = new URL(isMainThread ? 'main.jsonl' : 'thread.jsonl', import.meta.url);
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const { url } = resolved;
    const withCompiler = process.moduleLoadList.some((name) => name.includes('/amaro/'));
    appendFileSync(file, JSON.stringify({ of: context.parentURL ?? '', url, withCompiler }) + '\\n');
    return resolved;
  },
});
`;

const moduleSchema = z.object({ of: z.string(), url: z.string(), withCompiler: z.boolean() });

type Loaded = readonly z.infer<typeof moduleSchema>[];

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
  const read = (name: string): Loaded =>
    readFileSync(join(folder, `${name}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => moduleSchema.parse(JSON.parse(line)));
  return { main: read('main'), thread: read('thread') };
}

/** The npm packages that code of ours asked for. */
function packagesIn(loaded: Loaded): readonly string[] {
  const names = loaded
    .filter(({ of }) => !of.includes('/node_modules/'))
    .map(({ url }) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1])
    .filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

function sourcesIn(loaded: Loaded, folder: string): readonly string[] {
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
  for (const loaded of Object.values(await recordOf(['serve'])))
    expect(loaded.filter(({ withCompiler }) => withCompiler)).toEqual([]);
});
