import { count } from '../write-numbers.ts';
import { writeTable } from '../write-table.ts';
import type { GrowthReading } from './measure-growth.ts';
import type { ScaleReadings } from './run-scale.ts';
import type { ScalePlan } from './scale-plan.ts';

/** The readings as Markdown. */
export function reportScale(readings: ScaleReadings, plan: ScalePlan): string {
  const { oneRule, manyRules, neighbours, growth } = readings;
  const { quiet, flooded, dead } = neighbours;
  return [
    writeTable(
      ['measure', 'without', 'with', 'ratio', 'target', ''],
      [
        judged(`CPU of intake, ms a webhook, with ${count(plan.rules)} more rules`, {
          without: oneRule.cpu,
          having: manyRules.cpu,
          target: 1.2,
          digits: 2,
        }),
        ...judgeGrowth(growth),
        judged(`p99 ms from webhook to mail, a neighbour posting ${count(plan.flood)} at once`, {
          without: quiet.p99,
          having: flooded.p99,
          target: 2,
          digits: 1,
        }),
        judged(`p99 ms from webhook to mail, ${count(plan.flood)} waiting for a neighbour’s mute server`, {
          without: quiet.p99,
          having: dead.p99,
          target: 2,
          digits: 1,
        }),
      ],
    ),
    growthTable(growth),
    writeTable(
      [`one organization’s mail, ${String(plan.steady.perSecond)} a second`, 'p50 ms', 'p99 ms'],
      [
        ['its neighbour quiet', quiet.p50.toFixed(1), quiet.p99.toFixed(1)],
        ['its neighbour floods', flooded.p50.toFixed(1), flooded.p99.toFixed(1)],
        ['its neighbour’s server mute', dead.p50.toFixed(1), dead.p99.toFixed(1)],
      ],
    ),
  ].join('\n\n');
}

/** What is held to cost the same over every size. */
const GROWING = [
  { what: 'storing a report, µs of CPU', of: (reading: GrowthReading) => reading.intake, digits: 0 },
  { what: 'claiming a delivery, µs of CPU', of: (reading: GrowthReading) => reading.claim, digits: 0 },
  { what: 'settling a delivery, µs of CPU', of: (reading: GrowthReading) => reading.settle, digits: 0 },
  { what: 'webhook to mail, s of CPU per 1,000', of: (reading: GrowthReading) => reading.cpu, digits: 2 },
];

/** Against the smallest, the dearest of the others counts: the largest need not be it. */
function judgeGrowth([smallest, ...others]: readonly GrowthReading[]): readonly (readonly string[])[] {
  if (smallest === undefined || others.length === 0) return [];
  return [
    ...GROWING.map(({ what, of, digits }) => {
      const dearest = others.reduce((one, other) => (of(other) > of(one) ? other : one));
      const sizes = `after ${count(smallest.rows)} and ${count(dearest.rows)} mails`;
      const pair = { without: of(smallest), having: of(dearest) };
      return judged(`${what}, ${sizes}`, { ...pair, target: 1.15, digits });
    }),
    ...others.map(({ rows, ready }) => [
      `start to ready, ms, after ${count(rows)} mails`,
      smallest.ready.toFixed(0),
      ready.toFixed(0),
      (ready / smallest.ready).toFixed(2),
      '≤ 1,000 ms',
      ready <= 1_000 ? 'reached' : 'not reached',
    ]),
  ];
}

function growthTable(growth: readonly GrowthReading[]): string {
  const row = (what: string, of: (reading: GrowthReading) => string) => [what, ...growth.map(of)];
  return writeTable(
    ['', ...growth.map(({ rows }) => `after ${count(rows)} mails`)],
    [
      ...GROWING.map(({ what, of, digits }) => row(what, (reading) => of(reading).toFixed(digits))),
      row('mails per second', ({ mailsPerSecond }) => count(Math.round(mailsPerSecond))),
      row('start to ready, ms', ({ ready }) => count(Math.round(ready))),
    ],
  );
}

function judged(
  what: string,
  reading: {
    readonly without: number;
    readonly having: number;
    readonly target: number;
    readonly digits: number;
  },
): readonly string[] {
  const { without, having, target, digits } = reading;
  const ratio = having / without;
  return [
    what,
    without.toFixed(digits),
    having.toFixed(digits),
    ratio.toFixed(2),
    `≤ ${String(target)}`,
    ratio <= target ? 'reached' : 'not reached',
  ];
}
