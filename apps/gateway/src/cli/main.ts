#!/usr/bin/env node
import { password } from '@inquirer/prompts';
import { Secret, systemTimers } from '@postern/core';
import { userInfo } from 'node:os';
import { text } from 'node:stream/consumers';
import { destination } from 'pino';
import { gatherLines } from '../gather-lines.ts';
import type { CommandIo } from './command-io.ts';
import { start } from './start.ts';

const io: CommandIo = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  readInput: () => text(process.stdin),
  interactive: process.stdin.isTTY,
  colour: process.stdout.isTTY && process.env.NO_COLOR === undefined,
  width: process.stdout.isTTY ? process.stdout.columns : 100,
  askSecret: async (question) =>
    new Secret(await password({ message: question, mask: false }, { output: process.stderr })),
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

process.exitCode = await start(process.argv.slice(2), {
  environment: process.env,
  userName: userInfo().username,
  io,
  signals: process,
  log,
});
