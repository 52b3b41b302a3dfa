import { availableParallelism, loadavg } from 'node:os';

/** The machine in a few words; the load says how busy it was with other things, which no figure should be read without. */
export function describeMachine(): string {
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const node = process.versions.node.split('.', 1)[0] ?? '';
  return `${String(availableParallelism())} cores, Node ${node}, load average ${load} before it began`;
}
