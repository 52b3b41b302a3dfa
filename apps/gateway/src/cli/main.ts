import { flushCompileCache } from 'node:module';
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import type { CommandIo } from './command-io.ts';
import { becomeFrugal } from './frugal-heap.ts';

becomeFrugal(process);

// Everything else is loaded by what the process has become.
const { Secret, systemTimers } = await import('@postern/core');
const { destination } = await import('pino');
const { gatherLines } = await import('../gather-lines.ts');
const { start } = await import('./start.ts');

const io: CommandIo = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  readInput: () => text(process.stdin),
  interactive: process.stdin.isTTY,
  colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
  width: process.stdout.isTTY ? process.stdout.columns : 100,
  askSecret: async (question) => {
    const { password } = await import('@inquirer/prompts');
    return new Secret(await password({ message: question, mask: false }, { output: process.stderr }));
  },
};

// A reader that has seen enough (`postern audit | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Synchronous underneath: the last lines before an end are the ones that matter.
const log = gatherLines(destination({ dest: 1, sync: true }), systemTimers);
process.on('exit', () => {
  log.flush();
});

// A process that lives that long may end by a signal that leaves it no time to keep anything.
setTimeout(flushCompileCache, 30_000).unref();

process.exitCode = await start(process.argv.slice(2), {
  environment: process.env,
  userName: userInfo().username,
  io,
  signals: process,
  log,
});
