import { count } from '../write-numbers.ts';
import { writeTable } from '../write-table.ts';
import type { ScaleReadings } from './run-scale.ts';
import type { ScalePlan } from './scale-plan.ts';

/** The readings as Markdown. */
export function reportScale(readings: ScaleReadings, plan: ScalePlan): string {
  const { oneRule, manyRules, neighbours, fresh, full } = readings;
  const { quiet, flooded, dead } = neighbours;
  const rows = count(plan.rows);
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
        judged(`CPU from webhook to mail, s per 1,000, after ${rows} mails`, {
          without: fresh.cpu,
          having: full.cpu,
          target: 1.15,
          digits: 2,
        }),
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
    writeTable(
      ['', 'new database', `after ${rows} mails`],
      [
        ['start to ready, ms', count(Math.round(fresh.ready)), count(Math.round(full.ready))],
        ['mails per second', count(Math.round(fresh.mailsPerSecond)), count(Math.round(full.mailsPerSecond))],
      ],
    ),
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
