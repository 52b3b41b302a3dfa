import { expect, it } from 'vitest';
import { parseUsage, readUsage } from './process-usage.ts';

const STATUS = 'Name:\tnode\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\nThreads:\t11\n';

it('adds user and system time, whatever the program is called', () => {
  const stat = '42 (a (strange) 7 name) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 9 9 20 0 11 0';
  expect(parseUsage(stat, STATUS)).toEqual({ cpu: 3, resident: 100, peak: 200 });
});

it('reads a process that runs', () => {
  const { cpu, resident, peak } = readUsage(process.pid);
  expect(cpu).toBeGreaterThan(0);
  expect(resident).toBeGreaterThan(10);
  expect(peak).toBeGreaterThanOrEqual(resident);
});
