import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** How a process ended and what it printed. */
export interface ProcessEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
}

/** A process that runs. */
export interface RunningProcess {
  /** Resolves when it has printed something for the first time, or has ended. */
  readonly ready: Promise<unknown>;
  readonly end: Promise<ProcessEnd>;
}

/** Runs a TypeScript file as a process of its own. */
export function startProcess(script: URL, args: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args]);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const end = new Promise<ProcessEnd>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, output, errors }));
  });
  return { ready: Promise.race([once(child.stdout, 'data'), end]), end };
}

/** Runs a TypeScript file as a process of its own and waits for its end. */
export function runProcess(script: URL, args: readonly string[]): Promise<ProcessEnd> {
  return startProcess(script, args).end;
}
