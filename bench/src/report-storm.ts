import type { BenchPlan } from './bench-plan.ts';
import type { StormReading } from './measures/measure-storm.ts';
import { count } from './write-numbers.ts';
import { writeTable } from './write-table.ts';

/** Milliseconds. */
const SLOWEST = 50;

/** What came of a storm, as Markdown. */
export function reportStorm(storm: StormReading, { storm: plan }: BenchPlan): string {
  const { faults, most } = plan;
  const all = `= ${count(faults)}`;
  return writeTable(
    ['', 'figure', 'target', ''],
    [
      ['faults stored', count(storm.stored), all, judge(storm.stored === faults)],
      ['faults that a mail tells of', count(storm.told), all, judge(storm.told === faults)],
      ['mails about them', count(storm.mails), `≤ ${count(most)}`, judge(storm.mails <= most)],
      ['answered within, p99 ms', storm.p99.toFixed(1), `< ${String(SLOWEST)}`, judge(storm.p99 < SLOWEST)],
      [
        'the same in the worst sixth of it',
        storm.worst.toFixed(1),
        `< ${String(SLOWEST)}`,
        judge(storm.worst < SLOWEST),
      ],
      ['answered within, p50 ms', storm.p50.toFixed(1), '', ''],
      ['CPU ms for a fault, mails included', storm.cpu.toFixed(2), '', ''],
      ['peak MiB', count(Math.round(storm.peak)), '', ''],
    ],
  );
}

function judge(reached: boolean): string {
  return reached ? 'reached' : 'not reached';
}
