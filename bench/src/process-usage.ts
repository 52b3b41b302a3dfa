import { readFileSync } from 'node:fs';

/** What a process has used. */
export interface ProcessUsage {
  /** Seconds of CPU since its start, all threads, user and system. */
  readonly cpu: number;
  /** Mebibytes resident now. */
  readonly resident: number;
  /** Mebibytes resident at most, since its start. */
  readonly peak: number;
}

/** Clock ticks a second in `/proc`: 100 on every Linux that Node runs on (`getconf CLK_TCK`). */
const TICKS = 100;

/**
 * Reads what the kernel keeps about a process, from outside, so that measuring costs the measured nothing.
 * @throws the system's error when the process has ended.
 */
export function readUsage(pid: number): ProcessUsage {
  const folder = `/proc/${String(pid)}`;
  return parseUsage(readFileSync(`${folder}/stat`, 'utf8'), readFileSync(`${folder}/status`, 'utf8'));
}

/** {@link readUsage} of the texts of `stat` and `status` (proc(5)). */
export function parseUsage(stat: string, status: string): ProcessUsage {
  // The second field is the program's name in parentheses and may hold anything, spaces and parentheses included.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { cpu: ticks / TICKS, resident: mebibytes(status, 'VmRSS'), peak: mebibytes(status, 'VmHWM') };
}

function mebibytes(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) / 1_024;
}
