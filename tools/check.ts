// The project's one test command: every gate and every test, side by side, then one closing line.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { REPORT } from '../vitest.base.ts';
import { readReport, summarize } from './summary.ts';
import { testedFolders } from './workspaces.ts';

const ROOT = resolve(import.meta.dirname, '..');
const TASKS = [
  'format:check',
  'arrows',
  'dead-code',
  'lint',
  'lint:root',
  'types',
  'types:root',
  'test',
  'test:root',
];

const folders = testedFolders(ROOT);
// What an earlier run left must not stand in for a report that this run owes.
for (const folder of folders) rmSync(dirname(join(ROOT, folder, REPORT)), { recursive: true, force: true });

const gates = await turbo([
  'run',
  ...TASKS,
  '--continue=always',
  '--concurrency=100%',
  ...process.argv.slice(2),
]);
const summary = summarize(new Map(folders.map((folder) => [folder, readReport(join(ROOT, folder))])));

console.log();
if (gates !== 0) console.log('Not every gate passed: see above.');
for (const sentence of summary.missing) console.log(sentence);
console.log(summary.line);
process.exitCode = gates === 0 && summary.ok ? 0 : 1;

/** Runs turbo from node_modules, speaking to nobody; resolves to its exit code. */
function turbo(args: readonly string[]): Promise<number> {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const child = spawn(join(ROOT, 'node_modules/.bin/turbo'), args, { cwd: ROOT, env, stdio: 'inherit' });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => done(code ?? 1));
  });
}
