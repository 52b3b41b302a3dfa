import { spreadOf } from '../spread.ts';
import { count, spread } from '../write-numbers.ts';
import { writeTable } from '../write-table.ts';
import type { PostgresPlan } from './postgres-plan.ts';
import type { PostgresReadings, Sized } from './run-postgres.ts';

/** The readings as Markdown: ratios first, for they alone outlive the machine they were measured on. */
export function reportPostgres(readings: PostgresReadings, plan: PostgresPlan): string {
  const { intake, delivery } = plan;
  return [
    '### PostgreSQL: ratios of medians within this run',
    ratioTable(readings),
    `### PostgreSQL: webhooks taken in, ${count(intake.requests)} over ${String(intake.connections)} connections`,
    intakeTable(readings),
    `### PostgreSQL: mails, ${count(delivery.mails)} at once, one recipient each`,
    deliveryTable(readings),
    `### PostgreSQL: ${String(plan.latency.perSecond)} webhooks a second, ${count(plan.latency.mails)} in all`,
    latencyTable(readings),
  ].join('\n\n');
}

function ratioTable({ bareIntake, commits, intake, delivery }: PostgresReadings): string {
  const one = intake.slice(0, 1);
  const rows = [
    ...one.map(({ rounds }) => [
      'durable intake, one gateway ÷ bare Express with HMAC and zod',
      ratio(rates(rounds), rates(bareIntake)),
    ]),
    ...commits.flatMap(({ size, rounds: limit }) =>
      one.map(({ rounds }) => [
        `durable intake, one gateway ÷ commits of one row, ${several(size, 'connection')}`,
        ratio(rates(rounds), limit),
      ]),
    ),
    ...againstFirst(intake, 'intake', 'gateway'),
    ...againstFirst(delivery, 'webhook to mail', 'worker'),
  ];
  return writeTable(['measure', 'ratio'], rows);
}

function againstFirst(
  [first, ...others]: readonly Sized<{ readonly perSecond: number }>[],
  what: string,
  kind: string,
): readonly (readonly string[])[] {
  if (first === undefined) return [];
  return others.map(({ size, rounds }) => [
    `${what}, ${several(size, kind)} ÷ ${several(first.size, kind)}`,
    ratio(rates(rounds), rates(first.rounds)),
  ]);
}

function intakeTable({ bareIntake, commits, intake }: PostgresReadings): string {
  const row = (name: string, rounds: PostgresReadings['bareIntake']) => [
    name,
    spread(rates(rounds), 0),
    spread(
      rounds.map(({ p50 }) => p50),
      1,
    ),
    spread(
      rounds.map(({ p99 }) => p99),
      1,
    ),
    spread(
      rounds.map(({ cpu }) => cpu),
      2,
    ),
  ];
  return writeTable(
    ['', 'per second', 'p50 ms', 'p99 ms', 'CPU s per 1,000'],
    [
      ...commits.map(({ size, rounds }) => [
        `commits of one row of 1 kB, ${several(size, 'connection')}`,
        spread(rounds, 0),
        '',
        '',
        '',
      ]),
      row('Express, HMAC, zod, nothing stored', bareIntake),
      ...intake.map(({ size, rounds }) => row(`Postern, durable, ${several(size, 'gateway')}`, rounds)),
    ],
  );
}

function deliveryTable({ delivery }: PostgresReadings): string {
  return writeTable(
    ['', 'mails per second', 'CPU s per 1,000', 'peak MiB, all together'],
    delivery.map(({ size, rounds }) => [
      `Postern, one gateway, ${several(size, 'worker')}`,
      spread(rates(rounds), 0),
      spread(
        rounds.map(({ cpu }) => cpu),
        2,
      ),
      spread(
        rounds.map(({ peak }) => peak),
        0,
      ),
    ]),
  );
}

function latencyTable({ latency }: PostgresReadings): string {
  const row = (name: string, values: readonly number[]) => [name, spread(values, 1)];
  return writeTable(
    ['', 'min · median · max'],
    [
      row(
        'webhook to mail, p50 ms',
        latency.map(({ p50 }) => p50),
      ),
      row(
        'webhook to mail, p99 ms',
        latency.map(({ p99 }) => p99),
      ),
    ],
  );
}

function rates(rounds: readonly { readonly perSecond: number }[]): readonly number[] {
  return rounds.map(({ perSecond }) => perSecond);
}

function ratio(values: readonly number[], limit: readonly number[]): string {
  return (spreadOf(values).median / spreadOf(limit).median).toFixed(2);
}

function several(size: number, kind: string): string {
  return `${size === 1 ? 'one' : String(size)} ${kind}${size === 1 ? '' : 's'}`;
}
