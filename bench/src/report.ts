import type { BenchPlan } from './bench-plan.ts';
import type { DeliveryReading } from './measures/measure-delivery.ts';
import type { IntakeReading } from './measures/measure-intake.ts';
import { reportStorm } from './report-storm.ts';
import type { BenchReadings } from './run-bench.ts';
import { spreadOf } from './spread.ts';
import { count, spread } from './write-numbers.ts';
import { writeTable } from './write-table.ts';

/** The readings as Markdown: ratios first, for they alone outlive the machine they were measured on. */
export function report(readings: BenchReadings, plan: BenchPlan): string {
  return [
    '### Ratios of medians within this run',
    ratioTable(readings),
    `### Webhooks taken in, ${count(plan.intake.requests)} over ${String(plan.intake.connections)} connections`,
    intakeTable(readings),
    `### Mails, ${count(plan.delivery.mails)} at once, one recipient each`,
    deliveryTable(readings),
    `### Little to do: ${String(plan.latency.perSecond)} webhooks a second, ${count(plan.latency.mails)} in all`,
    latencyTable(readings),
    `### A storm: ${count(plan.storm.faults)} faults of one process, ${String(plan.storm.perSecond)} a second`,
    reportStorm(readings.storm, plan),
  ].join('\n\n');
}

/** What is compared, and what the ratio should reach at least. */
const RATIOS = [
  {
    what: 'durable intake ÷ bare Express with HMAC and zod',
    target: 0.55,
    of: (readings: BenchReadings) => [readings.posternIntake, readings.bareIntake] as const,
  },
  {
    what: 'webhook to mail ÷ nodemailer’s pool, composing',
    target: 1.5,
    of: (readings: BenchReadings) => [readings.posternDelivery, readings.composingPool] as const,
  },
  {
    what: 'webhook to mail ÷ nodemailer’s pool, prepared',
    target: 0.8,
    of: (readings: BenchReadings) => [readings.posternDelivery, readings.preparedPool] as const,
  },
  {
    what: 'webhook to mail with STARTTLS ÷ nodemailer’s pool with STARTTLS, composing',
    target: 1.2,
    of: (readings: BenchReadings) => [readings.secureDelivery, readings.securePool] as const,
  },
];

function ratioTable(readings: BenchReadings): string {
  return writeTable(
    ['measure', 'ratio', 'target', ''],
    RATIOS.map(({ what, target, of }) => {
      const [postern, limit] = of(readings);
      const ratio = medianRate(postern) / medianRate(limit);
      return [what, ratio.toFixed(2), `≥ ${String(target)}`, ratio >= target ? 'reached' : 'not reached'];
    }),
  );
}

function intakeTable({ bareIntake, posternIntake }: BenchReadings): string {
  const row = (name: string, rounds: readonly IntakeReading[]) => [
    name,
    spread(
      rounds.map((round) => round.perSecond),
      0,
    ),
    spread(
      rounds.map((round) => round.p50),
      1,
    ),
    spread(
      rounds.map((round) => round.p99),
      1,
    ),
    spread(
      rounds.map((round) => round.cpu),
      2,
    ),
    spread(
      rounds.map((round) => round.peak),
      0,
    ),
  ];
  return writeTable(
    ['', 'per second', 'p50 ms', 'p99 ms', 'CPU s per 1,000', 'peak MiB'],
    [row('Express, HMAC, zod, nothing stored', bareIntake), row('Postern, durable', posternIntake)],
  );
}

function deliveryTable({
  composingPool,
  preparedPool,
  posternDelivery,
  securePool,
  secureDelivery,
}: BenchReadings): string {
  const row = (name: string, rounds: readonly DeliveryReading[]) => [
    name,
    spread(
      rounds.map((round) => round.perSecond),
      0,
    ),
    spread(
      rounds.map((round) => round.cpu),
      2,
    ),
    spread(
      rounds.map((round) => round.peak),
      0,
    ),
  ];
  return writeTable(
    ['', 'mails per second', 'CPU s per 1,000', 'peak MiB'],
    [
      row('nodemailer’s pool, composing', composingPool),
      row('nodemailer’s pool, prepared', preparedPool),
      row('Postern, webhook to mail', posternDelivery),
      row('nodemailer’s pool with STARTTLS, composing', securePool),
      row('Postern, webhook to mail with STARTTLS', secureDelivery),
    ],
  );
}

function latencyTable({ latency }: BenchReadings): string {
  return writeTable(
    ['', 'min · median · max'],
    [
      [
        'webhook to mail, p50 ms',
        spread(
          latency.map((round) => round.p50),
          1,
        ),
      ],
      [
        'webhook to mail, p99 ms',
        spread(
          latency.map((round) => round.p99),
          1,
        ),
      ],
      [
        'idle memory, MiB',
        spread(
          latency.map((round) => round.idle),
          0,
        ),
      ],
      [
        'start to ready, ms',
        spread(
          latency.map((round) => round.ready),
          0,
        ),
      ],
    ],
  );
}

function medianRate(rounds: readonly { readonly perSecond: number }[]): number {
  return spreadOf(rounds.map(({ perSecond }) => perSecond)).median;
}
