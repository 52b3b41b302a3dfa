import { count } from '../write-numbers.ts';
import { writeTable } from '../write-table.ts';
import type { SoakReading } from './run-soak.ts';

/** From the third on, all that is filled once is full: code is compiled, caches have what they hold. */
const SETTLED = 2;
/** How much more may be resident at the end. */
const FLAT = 1.1;

/** The readings as Markdown. @throws RangeError when there are fewer than four: they could not show growth. */
export function reportSoak(readings: readonly SoakReading[]): string {
  const settled = readings[SETTLED];
  const last = readings.at(-1);
  if (settled === undefined || last === undefined || readings.length <= SETTLED + 1)
    throw new RangeError('A soak has at least four steps.');
  const ratio = last.resident / settled.resident;
  return [
    writeTable(
      ['measure', 'ratio', 'target', ''],
      [
        [
          `resident after ${count(last.events)} events ÷ after ${count(settled.events)}`,
          ratio.toFixed(2),
          `≤ ${String(FLAT)}`,
          ratio <= FLAT ? 'reached' : 'not reached',
        ],
      ],
    ),
    writeTable(
      ['events', 'resident MiB', 'peak MiB', 'per second', 'CPU ms for each'],
      readings.map(({ events, resident, peak, perSecond, cpu }) => [
        count(events),
        resident.toFixed(0),
        peak.toFixed(0),
        count(Math.round(perSecond)),
        cpu.toFixed(2),
      ]),
    ),
  ].join('\n\n');
}
